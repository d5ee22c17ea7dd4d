// Importing it is all: it registers <fall-line>.

declare global {
  interface HTMLElementTagNameMap {
    'fall-line': HTMLElement;
  }
}

export {};
