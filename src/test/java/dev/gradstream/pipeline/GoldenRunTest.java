package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.ForkedJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A whole run, from the bytes of its examples to its certificate, comes out as written here
 * whatever the vector width, the compiler and the kernels.
 *
 * <p>A change of a digest breaks the replay of every run there is: what is to come out otherwise
 * needs a new number of arithmetic. A certificate changes without it when a setting with a fallback
 * is added, because the specification that a run records is part of it.
 */
class GoldenRunTest {
  private static final int MANY = 20_000;
  private static final String LONG_RUN =
      "1250 steps, digest 29a33cf49ce2a100, certificate ff1e146ebe5cf4f5ee213321587d759018f3a0d28fd88297fa098c8f079e6df5, identical";
  private static final int FEW = 300; // the Vector API is slow where it is not compiled by C2
  private static final String SHORT_RUN =
      "19 steps, digest bfebf2302cf34069, certificate 36963b7a60791bc57194a3ec7fccce66792db38481e1512202c17d93ff6f0276, identical";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Dgradstream.lanes=128",
        "-Dgradstream.lanes=256",
        "-XX:UseAVX=2",
        "-XX:MaxVectorSize=16",
        "-Dgradstream.kernels=plain",
      })
  void a_run_ends_in_one_certificate(String option) throws Exception {
    boolean known = !option.contains("AVX") || System.getProperty("os.arch").equals("amd64");
    Assumptions.assumeTrue(known, option + " is for amd64");
    assertEquals(LONG_RUN, fork(MANY, option));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1"})
  void a_short_run_ends_in_one_certificate_however_it_is_compiled(String option) throws Exception {
    assertEquals(SHORT_RUN, fork(FEW, option));
  }

  private static String fork(int examples, String option) throws IOException, InterruptedException {
    return ForkedJvm.run(List.of(option), GoldenTraining.class, Integer.toString(examples));
  }
}
