package dev.gradstream.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector width of this process: {@code -Dgradstream.lanes=128|256|512} bits, else what the
 * machine prefers. Static and final, for the compiler keeps vectors in registers only when it knows
 * the species.
 */
final class Lanes {
  static final VectorSpecies<Float> FLOATS = choose();
  static final VectorSpecies<Integer> INTS =
      IntVector.SPECIES_PREFERRED.withShape(FLOATS.vectorShape());
  static final int COUNT = FLOATS.length();

  private Lanes() {}

  private static VectorSpecies<Float> choose() {
    String bits = System.getProperty("gradstream.lanes", "");
    return switch (bits) {
      case "128" -> FloatVector.SPECIES_128;
      case "256" -> FloatVector.SPECIES_256;
      case "512" -> FloatVector.SPECIES_512;
      case "" ->
          FloatVector.SPECIES_PREFERRED.length() > Layout.LANES
                  || FloatVector.SPECIES_PREFERRED.length() < 4
              ? FloatVector.SPECIES_128
              : FloatVector.SPECIES_PREFERRED;
      default ->
          throw new IllegalArgumentException(
              "gradstream.lanes=" + bits + ": expected 128, 256 or 512 (bits)");
    };
  }
}
