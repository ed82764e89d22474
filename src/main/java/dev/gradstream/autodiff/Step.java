package dev.gradstream.autodiff;

/**
 * One kernel call of a plan with its places bound; computes rows [from, to) of batched values,
 * others whole.
 */
@FunctionalInterface
interface Step {
  void run(int from, int to);
}
