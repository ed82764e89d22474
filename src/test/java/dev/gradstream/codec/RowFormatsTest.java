package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every format of the catalogue against {@link RowDecoderLaws}. */
class RowFormatsTest {

  @Test
  void every_format_of_the_catalogue_has_a_sample_writer() {
    assertEquals(
        RowFormats.names(),
        Arrays.stream(SampleFormat.values()).map(SampleFormat::formatName).toList());
  }

  @TestFactory
  Stream<DynamicTest> every_format_keeps_every_law() {
    return laws(RowFormats::of);
  }

  @TestFactory
  Stream<DynamicTest> every_law_fails_on_a_decoder_that_does_nothing() {
    return laws((source, layout, label, mayBeMissing) -> (value, rows) -> null)
        .map(
            law ->
                DynamicTest.dynamicTest(
                    law.getDisplayName(),
                    () -> assertThrows(AssertionError.class, law.getExecutable())));
  }

  private static Stream<DynamicTest> laws(RowDecoderLaws.Catalogue catalogue) {
    return RowFormats.names().stream()
        .map(name -> SampleFormat.valueOf(name.toUpperCase(java.util.Locale.ROOT)))
        .flatMap(
            format ->
                RowDecoderLaws.all().entrySet().stream()
                    .map(
                        law ->
                            DynamicTest.dynamicTest(
                                format.formatName() + ": " + law.getKey(),
                                () -> law.getValue().accept(format, catalogue))));
  }
}
