// What is fetched when it is first asked for; the next time again, if that fails.

/** Asking gives it once it is here, which `here` hears of. */
export function later<T>(fetch: () => Promise<T>, here: () => void): () => T | undefined {
  let [value, coming]: [T | undefined, boolean] = [undefined, false];
  return () => {
    if (value === undefined && !coming) {
      coming = true;
      void fetch().then(
        (fetched) => {
          value = fetched;
          here();
        },
        () => {
          coming = false;
        },
      );
    }
    return value;
  };
}
