package dev.gradstream.kernel;

/**
 * Writes the source of {@link Tiles}: one straight-line method for each shape and {@link Finish},
 * because a sum that merges from two branches is boxed, and one k in each turn, because C2 spills
 * when two are unrolled. A's elements of a turn stand side by side, so that C2 checks the outer two
 * and needs one index: with an index a row, checks and spilled indices take the ports that fma
 * needs. In tall tiles the distance from turn to turn is a constant, which takes the checks of A
 * out of the loop; those of B stay and hold C2 back from loading all factors early and spilling
 * sums. No helper is called: C2 stops inlining in the middle of a method of this size, except for
 * what the Vector API forces in, and a vector that goes through a helper is allocated.
 */
final class TileGenerator {
  private static final String PARAMETERS =
      "int depth, float[] a, int a0, int aStep, float[] b, int bo, int bRow,"
          + " float[] s, int so, int sRow, float[] c, int co, int cRow, float[] beside";
  private static final String ARGUMENTS =
      "depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside";

  private static final int TALL = 14;
  private static final int[] ROWS_OF_NARROW = {1, 2, 4, 8, TALL};
  private static final int[] ROWS_OF_WIDE = {1, 2, 4, 8};

  private TileGenerator() {}

  static String source() {
    StringBuilder methods = new StringBuilder();
    StringBuilder cases = new StringBuilder();
    for (Finish finish : Finish.values()) {
      for (int vectors = 1; vectors <= 3; vectors++) {
        for (int rows : vectors <= 2 ? ROWS_OF_NARROW : ROWS_OF_WIDE) {
          String name = name(finish) + rows + "x" + vectors;
          int shape = finish.ordinal() * 1000 + rows * 10 + vectors;
          cases.append("case %d -> %s(%s);\n".formatted(shape, name, ARGUMENTS));
          methods.append(method(name, finish, rows, vectors));
        }
      }
    }
    return """
        package dev.gradstream.kernel;

        import static jdk.incubator.vector.VectorOperators.LE;

        import jdk.incubator.vector.FloatVector;
        import jdk.incubator.vector.VectorSpecies;

        /**
         * Register-blocked matrix products, rows x vectors of sums each: every sum is one fma chain over k ascending, from its
         * start value. Written by TileGenerator, and compared with it by TilesTest: change the generator, not this file.
         */
        final class Tiles {
          private static final VectorSpecies<Float> S = Lanes.FLOATS;
          private static final int L = Lanes.COUNT;

          private Tiles() {}

          /**
           * Shape = 1000 * finish + 10 * rows + vectors; the other arguments are those of {@link Kernels#product}, the rows of
           * A standing side by side; aStep is 16 where there are 14 rows.
           */
          static void run(int shape, %s) {
            switch (shape) {
              %s
              default -> throw new IllegalArgumentException("no tile of shape " + shape);
            }
          }

          %s
        }
        """
        .formatted(PARAMETERS, cases, methods);
  }

  private static String name(Finish finish) {
    return switch (finish) {
      case STORE -> "store";
      case RECTIFY -> "rectify";
      case RECTIFY_SLOPE -> "slope";
      case DESCEND -> "descend";
    };
  }

  private static String method(String name, Finish finish, int rows, int vectors) {
    StringBuilder text =
        new StringBuilder("\nprivate static void %s(%s) {\n".formatted(name, PARAMETERS));
    each(
        text,
        rows,
        vectors,
        "FloatVector c%1$d_%2$d = FloatVector.fromArray(S, s, so + %1$d * sRow + %2$d * L);\n");
    text.append("for (int k = 0; k < depth; k++) {\n");
    for (int v = 0; v < vectors; v++) {
      text.append("FloatVector b%1$d = FloatVector.fromArray(S, b, bo + %1$d * L);\n".formatted(v));
    }
    for (int r = 0; r < rows; r++) {
      text.append(
          "FloatVector x%1$d = FloatVector.broadcast(S, a[a0 + %2$s%1$d]);\n"
              .formatted(r, rows == TALL ? "k * 16 + " : ""));
      for (int v = 0; v < vectors; v++) {
        text.append("c%1$d_%2$d = x%1$d.fma(b%2$d, c%1$d_%2$d);\n".formatted(r, v));
      }
    }
    text.append("bo += bRow;\n").append(rows == TALL ? "}\n" : "a0 += aStep;\n}\n");
    switch (finish) {
      case STORE ->
          each(text, rows, vectors, "c%1$d_%2$d.intoArray(c, co + %1$d * cRow + %2$d * L);\n");
      case RECTIFY ->
          each(
              text,
              rows,
              vectors,
              "c%1$d_%2$d.blend(0f, c%1$d_%2$d.compare(LE, 0f)).intoArray(c, co + %1$d * cRow + %2$d * L);\n");
      case RECTIFY_SLOPE -> {
        if (rows == TALL && vectors == 2) {
          // All at once, C1 would run out of registers, and the interpreter would go on for good.
          each(text, rows, vectors, "c%1$d_%2$d.intoArray(c, co + %1$d * cRow + %2$d * L);\n");
          text.append("for (int r = 0; r < 14; r++) {\n")
              .append(slope("FloatVector.fromArray(S, c, co)", "co"))
              .append(slope("FloatVector.fromArray(S, c, co + L)", "co + L"))
              .append("co += cRow;\n}\n");
        } else {
          each(text, rows, vectors, slope("c%1$d_%2$d", "co + %1$d * cRow + %2$d * L"));
        }
      }
      case DESCEND -> {
        text.append("FloatVector minus = FloatVector.broadcast(S, -beside[0]);\n");
        each(
            text,
            rows,
            vectors,
            "minus.fma(c%1$d_%2$d, FloatVector.fromArray(S, c, co + %1$d * cRow + %2$d * L))"
                + ".intoArray(c, co + %1$d * cRow + %2$d * L);\n");
      }
    }
    return text.append("}\n").toString();
  }

  private static String slope(String sum, String at) {
    return (sum + ".blend(0f, FloatVector.fromArray(S, beside, " + at + ").compare(LE, 0f))")
        + (".intoArray(c, " + at + ");\n");
  }

  private static void each(StringBuilder text, int rows, int vectors, String format) {
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vectors; v++) {
        text.append(format.formatted(r, v));
      }
    }
  }
}
