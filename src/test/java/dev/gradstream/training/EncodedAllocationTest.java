package dev.gradstream.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.ForkedJvm;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A step on encoded features allocates nothing once it is compiled; in a JVM of its own. */
class EncodedAllocationTest {

  @ParameterizedTest
  @CsvSource({"1, sgd", "16, adam"})
  void a_step_over_texts_allocates_no_byte(String hidden, String optimizer) throws Exception {
    assertEquals(
        "0",
        ForkedJvm.run(List.of(), EncodedAllocation.class, hidden, optimizer),
        "bytes allocated by the last hundred steps");
  }
}
