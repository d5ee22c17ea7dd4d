// The functions that formulas know, as the contract lists them.

export const functions =
  'sin cos tan asin acos atan sinh cosh tanh exp log log2 log10 sqrt cbrt abs sign floor ceil min max hypot atan2 erf sigmoid relu softplus if';
