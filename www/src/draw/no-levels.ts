// Stands in for d3-array, of which d3-contour would choose its levels; it is always told which.

function unused(): never {
  throw new Error('contours are traced at given levels');
}

export {
  unused as blur2,
  unused as extent,
  unused as max,
  unused as nice,
  unused as thresholdSturges,
  unused as ticks,
};
