package dev.gradstream.codec;

import dev.gradstream.event.Bits64;
import dev.gradstream.event.CapsuleBlock;
import dev.gradstream.event.CapsuleChecksum;
import dev.gradstream.event.CapsuleChunk;
import dev.gradstream.event.CapsuleEnd;
import dev.gradstream.event.CapsuleEntry;
import dev.gradstream.event.CapsuleHead;
import dev.gradstream.event.CapsuleRecord;
import dev.gradstream.event.CapsuleRecords;
import dev.gradstream.event.CapsuleSnapshot;
import dev.gradstream.event.Changes;
import dev.gradstream.event.Checksum;
import dev.gradstream.event.CommandKind;
import dev.gradstream.event.CommandRefused;
import dev.gradstream.event.ControlCommand;
import dev.gradstream.event.DriftDetected;
import dev.gradstream.event.ElementType;
import dev.gradstream.event.JournalBlock;
import dev.gradstream.event.Metrics;
import dev.gradstream.event.PartitionOffset;
import dev.gradstream.event.Reject;
import dev.gradstream.event.RolledBack;
import dev.gradstream.event.RunBranched;
import dev.gradstream.event.RunEnded;
import dev.gradstream.event.RunPaused;
import dev.gradstream.event.RunResumed;
import dev.gradstream.event.RunStarted;
import dev.gradstream.event.Seal;
import dev.gradstream.event.Sha256;
import dev.gradstream.event.SkipOrdered;
import dev.gradstream.event.SnapshotIndex;
import dev.gradstream.event.SnapshotManifest;
import dev.gradstream.event.Span;
import dev.gradstream.event.SpecificationChanged;
import dev.gradstream.event.Step;
import dev.gradstream.event.StoredSnapshot;
import dev.gradstream.event.Tensor;
import dev.gradstream.event.Validation;
import dev.gradstream.event.WindowApplied;
import dev.gradstream.event.WindowSkipped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/**
 * Avro's view of the generated classes, by a closed list.
 *
 * <p>Avro finds a class by the name in a schema and, since 1.12, refuses every class that a system
 * property does not name. The closed list is safer than that property and needs none, so that
 * whoever uses gradstream as a library has nothing to set.
 */
final class GeneratedRecords extends SpecificData {
  static final GeneratedRecords INSTANCE = new GeneratedRecords();

  /**
   * To write with: generated code puts each field out, and boxes no number. Not to read with: that
   * code takes as much memory as a broken record claims to have elements.
   */
  static final GeneratedRecords WRITING = writing();

  private static final Map<String, Class<?>> CLASSES = new LinkedHashMap<>();

  static {
    List<Class<?>> all =
        List.of(
            Bits64.class,
            CapsuleBlock.class,
            CapsuleChecksum.class,
            CapsuleChunk.class,
            CapsuleEnd.class,
            CapsuleEntry.class,
            CapsuleHead.class,
            CapsuleRecord.class,
            CapsuleRecords.class,
            CapsuleSnapshot.class,
            Changes.class,
            Checksum.class,
            CommandKind.class,
            CommandRefused.class,
            ControlCommand.class,
            DriftDetected.class,
            ElementType.class,
            JournalBlock.class,
            Metrics.class,
            PartitionOffset.class,
            Reject.class,
            RolledBack.class,
            RunBranched.class,
            RunEnded.class,
            RunPaused.class,
            RunResumed.class,
            RunStarted.class,
            Seal.class,
            Sha256.class,
            SkipOrdered.class,
            SnapshotIndex.class,
            SnapshotManifest.class,
            Span.class,
            SpecificationChanged.class,
            Step.class,
            StoredSnapshot.class,
            Tensor.class,
            Validation.class,
            WindowApplied.class,
            WindowSkipped.class);
    all.forEach(type -> CLASSES.put(type.getName(), type));
  }

  private static GeneratedRecords writing() {
    GeneratedRecords records = new GeneratedRecords();
    records.setCustomCoders(true);
    return records;
  }

  private GeneratedRecords() {
    super(GeneratedRecords.class.getClassLoader());
  }

  @Override
  public Class<?> getClass(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM, FIXED -> CLASSES.get(schema.getFullName());
      default -> super.getClass(schema);
    };
  }
}
