package dev.gradstream.web;

import dev.gradstream.training.Histogram;
import dev.gradstream.training.Look;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was seen of a run's numbers, as a document. */
final class LookDocument {
  private static final int MOST = 64; // tensors; a deeper network shows the first ones

  private LookDocument() {}

  static Map<String, Object> of(Look look) {
    List<Map<String, Object>> tensors = new ArrayList<>();
    for (Look.Part part : look.tensors().stream().limit(MOST).toList()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", part.name());
      row.put("shape", part.rows() + " × " + part.columns());
      row.put("values", of(part.values()));
      row.put("gradient", of(part.gradient()));
      tensors.add(row);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("step", look.step());
    document.put("updateNorm", look.updateNorm());
    document.put("parameterNorm", look.parameterNorm());
    document.put("tensors", tensors);
    return document;
  }

  private static Map<String, Object> of(Histogram histogram) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("least", histogram.least());
    row.put("greatest", histogram.greatest());
    row.put("rms", histogram.rms());
    row.put("bins", Arrays.stream(histogram.bins()).boxed().toList());
    return row;
  }
}
