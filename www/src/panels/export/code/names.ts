// Names of an experiment as names of Python's: those that mean something already get a stroke after them.

const reserved = new Set(
  // Python's own
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global ' +
    'if import in is lambda nonlocal not or pass raise return try while with yield print abs min max range map float len zip ' +
    // the libraries'
    'np torch jax jnp optax lax math ' +
    // ours
    'f w x y path runs name rows rng batches best bad lowered loss noise optimizer state step rate gradient a_step ' +
    'sqrt cbrt power over atan2 smaller larger size every sigmoid relu softplus erf clipped ' +
    'inverse_time stairs exponential linear cosine cosine_restarts one_cycle u_'
  ).split(' '),
);

export function pythonName(name: string, surfaces: ReadonlySet<string>): string {
  return reserved.has(name) || surfaces.has(name) || name.startsWith('run_') ? `${name}_` : name;
}
