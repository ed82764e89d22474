package dev.gradstream.kernel;

/** Chooses the kernels of this process, once. */
final class Provider {
  static final Kernels CHOSEN;
  static final String WARNING;

  static {
    String wish = System.getProperty("gradstream.kernels", "vector");
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    switch (wish) {
      case "plain" -> {
        CHOSEN = PlainKernels.INSTANCE;
        WARNING = null;
      }
      case "vector" -> {
        CHOSEN = present ? new VectorKernels() : PlainKernels.INSTANCE;
        WARNING =
            present
                ? null
                : "training runs on the plain kernels, several times slower (the results are the same): module"
                    + " jdk.incubator.vector is missing; start java with --add-modules jdk.incubator.vector";
      }
      default ->
          throw new IllegalArgumentException(
              "gradstream.kernels=" + wish + ": expected vector or plain (the default is vector)");
    }
  }

  private Provider() {}
}
