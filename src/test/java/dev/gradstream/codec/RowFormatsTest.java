package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every format of the catalogue against {@link RowDecoderLaws}. */
class RowFormatsTest {

  @Test
  void every_format_of_the_catalogue_and_every_framing_has_a_sample_writer() {
    assertEquals(
        Set.copyOf(RowFormats.names()),
        samples().map(SampleFormat::formatName).collect(Collectors.toSet()));
    assertEquals(
        Set.of(AvroFraming.values()),
        samples().map(SampleFormat::framing).filter(Objects::nonNull).collect(Collectors.toSet()));
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

  private static Stream<SampleFormat> samples() {
    return Arrays.stream(SampleFormat.values());
  }

  private static Stream<DynamicTest> laws(RowDecoderLaws.Catalogue catalogue) {
    return samples()
        .flatMap(
            format ->
                RowDecoderLaws.all().entrySet().stream()
                    .map(
                        law ->
                            DynamicTest.dynamicTest(
                                format.name() + ": " + law.getKey(),
                                () -> law.getValue().accept(format, catalogue))));
  }
}
