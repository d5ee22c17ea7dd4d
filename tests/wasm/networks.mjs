// Every document of a network in the list of fingerprints, run in whatever engine is given: Node's or a browser's.

/** `digits` is the file that the page has beside the engine. */
export function fingerprints(engine, rows, digits) {
  const files = new engine.Files();
  files.put('fall-line/digits.bin', digits);
  const found = rows.map(({ name, document }) => {
    const training = new engine.Training(JSON.stringify(document), files);
    // slices have no say
    while (training.advance(1 + name.length * 100));
    const fingerprint = training.fingerprint();
    training.free();
    return { name, fingerprint };
  });
  files.free();
  return found;
}
