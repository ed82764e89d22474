package dev.gradstream.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.ForkedJvm;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A training step allocates nothing once it is compiled. In a JVM of its own, as in training: how
 * other tests have used the same code would decide what the compiler makes of it.
 */
class AllocationTest {

  @ParameterizedTest
  @CsvSource({
    "squared, relu, 0, sgd",
    "logistic, tanh, 2, momentum",
    "softmax, relu, 10, adam",
    "squared, relu, 0, momentum l1=1e-6 l2=0.01 weightDecay=0.01 clipValue=9 clipNorm=0.1"
        + " accumulate=3 compensated=true"
  })
  void a_step_with_its_update_and_digest_allocates_no_byte(
      String loss, String activation, String classes, String optimizer) throws Exception {
    assertEquals(
        "0",
        ForkedJvm.run(List.of(), AllocatedBytes.class, loss, activation, classes, optimizer),
        "bytes allocated by the last thousand steps");
  }
}
