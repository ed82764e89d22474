package dev.gradstream.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gradstream.ForkedJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Training gives the bits written here whatever the vector width, the compiler and the kernels. A
 * change of these numbers is a change of {@code arithmetic: 1}: it must not happen, a new contract
 * gets a new number.
 */
class GoldenDigestTest {
  private static final String LONG_RUN =
      "linear 9dea5a0de3eac4d7, relu b6db85191195c679, tanh 863d4b4fd0fb2dda, softmax 584ca3372e00e469";
  private static final String SHORT_RUN =
      "linear 3e73ac7f5f6e7dc7, relu b44a131ad6ba6a51, tanh e5dc3848c576d82b, softmax 990bce0bf953036e";
  private static final int MANY = 10_000;
  private static final int FEW = 3; // the Vector API is slow where it is not compiled by C2

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Dgradstream.lanes=128",
        "-Dgradstream.lanes=256",
        "-Dgradstream.lanes=512",
        "-XX:UseAVX=2",
        "-XX:MaxVectorSize=16",
        "-Dgradstream.kernels=plain",
      })
  void ten_thousand_steps_end_in_one_digest(String option) throws Exception {
    assumeTrue(
        !option.startsWith("-XX:UseAVX") || System.getProperty("os.arch").equals("amd64"),
        "this machine knows no " + option);
    assertEquals(LONG_RUN, fork(MANY, option));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation"})
  void a_few_steps_end_in_one_digest_however_they_are_compiled(String option) throws Exception {
    assertEquals(SHORT_RUN, fork(FEW, option));
  }

  @Test
  void without_the_vector_module_the_plain_kernels_give_the_same_digest() throws Exception {
    assertEquals(
        SHORT_RUN, ForkedJvm.runPlain(List.of(), GoldenRun.class, "" + FEW).replace("\n", ", "));
  }

  private static String fork(int steps, String option) throws IOException, InterruptedException {
    return ForkedJvm.run(List.of(option), GoldenRun.class, "" + steps).replace("\n", ", ");
  }
}
