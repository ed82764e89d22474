package dev.gradstream.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.ForkedJvm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole step of a run in JVMs of its own: the same bits for any number of threads, no garbage.
 */
class LearnerForksTest {

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "adam"})
  void one_two_and_three_threads_end_in_one_digest(String optimizer) throws Exception {
    String alone = digest("-Dgradstream.kernels=plain", 1, optimizer);
    for (int threads = 1; threads <= 3; threads++) {
      assertEquals(alone, digest("-Dgradstream.kernels=vector", threads, optimizer));
      assertEquals(alone, digest("-Dgradstream.lanes=256", threads, optimizer));
    }
  }

  // 128 rows are worth sharing, 31 are not; 300 are more than a block.
  private static String digest(String option, int threads, String optimizer) throws Exception {
    return ForkedJvm.run(
        List.of(option),
        LearnerRun.class,
        "digest",
        "" + threads,
        optimizer,
        "20",
        "130",
        "128",
        "31",
        "300");
  }

  // Layers wide enough to be shared by columns, of a number that no tile divides; 600 rows are more
  // than two members take at once.
  @Test
  void layers_shared_by_columns_end_in_one_digest() throws Exception {
    String alone = wideDigest(1);
    for (int threads = 2; threads <= 3; threads++) {
      assertEquals(alone, wideDigest(threads));
    }
  }

  private static String wideDigest(int threads) throws Exception {
    return ForkedJvm.run(
        List.of(), LearnerRun.class, "digest", "" + threads, "sgd", "10", "403", "128", "600");
  }

  @Test
  void one_two_and_three_threads_agree_after_ten_thousand_steps() throws Exception {
    String alone = longDigest(1);
    assertEquals(alone, longDigest(2));
    assertEquals(alone, longDigest(3));
  }

  private static String longDigest(int threads) throws Exception {
    return ForkedJvm.run(
        List.of(), LearnerRun.class, "digest", "" + threads, "sgd", "10000", "130", "128");
  }

  @ParameterizedTest
  @CsvSource({
    "1, sgd, 128",
    "1, sgd, 130",
    "1, adam, 130",
    "2, sgd, 130",
    "2, sgd, 270",
    "2, momentum, 130"
  })
  void a_step_with_its_norm_check_and_digest_allocates_no_byte(
      String threads, String optimizer, String width) throws Exception {
    assertEquals(
        "0",
        ForkedJvm.run(List.of(), LearnerRun.class, "bytes", threads, optimizer, "100", width),
        "bytes allocated by the last hundred steps");
  }
}
