package dev.gradstream.app;

import dev.gradstream.pipeline.replay.ChainCheck;
import dev.gradstream.training.Certificate;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a capsule proves by itself, for people and as an object. */
final class CapsuleRendering {
  private CapsuleRendering() {}

  static String text(ChainCheck.Finding finding, boolean examples) {
    if (finding.trouble() != null) {
      return "DIFFERENT: " + RunRendering.clean(finding.trouble());
    }
    String whole =
        "whole: every link of %,d blocks up to step %,d fits, and so do %d snapshots\nsha256 %s"
            .formatted(
                finding.blocks(),
                finding.steps(),
                finding.snapshots(),
                Certificate.hex(finding.certificate()));
    return examples
        ? whole
        : whole
            + "\nthe examples are not in the file: to recompute every step, name a Kafka that has them (--bootstrap-servers), or export --with-examples";
  }

  static Map<String, Object> object(ChainCheck.Finding finding, boolean examples) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("whole", finding.trouble() == null);
    if (finding.trouble() != null) {
      object.put("difference", finding.trouble());
    }
    object.put("recomputed", false);
    object.put("examples", examples);
    object.put("blocks", finding.blocks());
    object.put("steps", finding.steps());
    object.put("snapshots", finding.snapshots());
    object.put("certificate", Certificate.hex(finding.certificate()));
    return object;
  }
}
