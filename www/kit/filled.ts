// What the files of the kit leave open: where Fall Line is, and what its module must be, bit by bit.

export function filled(text: string, base: string, integrity: string): string {
  return text.replaceAll('FALL_LINE_BASE', base).replaceAll('FALL_LINE_INTEGRITY', integrity);
}

/** Hugo asks for a shortcode of its own where something stands within: the same file, but for one line. */
export function within(shortcode: string): string {
  return shortcode.replace('$document := ""', '$document := .Inner');
}
