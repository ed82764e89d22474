package dev.gradstream.codec;

import dev.gradstream.kernel.Conversions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;

/**
 * One step through a record: what to do with the value that comes next. The steps of a schema are
 * made once, by {@link AvroProgram}; running them makes no object.
 */
interface AvroStep {
  /** Stands for an element that nobody asked for. */
  int UNUSED = -1;

  /**
   * Reads or skips one value.
   *
   * @param start what targets are counted from, within {@code values}
   */
  void run(AvroInput in, double[] values, int start);

  /** Puts a number where it belongs. */
  record Number(Schema.Type type, int target) implements AvroStep {
    @Override
    public void run(AvroInput in, double[] values, int start) {
      values[start + target] = in.readNumber(type);
    }
  }

  /** A string, as a text. */
  record Text(String column, int target) implements AvroStep {
    @Override
    public void run(AvroInput in, double[] values, int start) {
      long length = in.readLong();
      int from = in.position();
      in.skip(length);
      values[start + target] = TextCell.of(in.rows(), in.bytes(), from, (int) length, column);
    }
  }

  /** A value of an enum, as the text of its symbol. */
  record Symbol(String column, List<byte[]> symbols, int target) implements AvroStep {
    static Symbol of(String column, List<String> symbols, int target) {
      return new Symbol(
          column,
          symbols.stream().map(symbol -> symbol.getBytes(StandardCharsets.UTF_8)).toList(),
          target);
    }

    @Override
    public void run(AvroInput in, double[] values, int start) {
      long number = in.readLong();
      if (number < 0 || number >= symbols.size()) {
        throw MalformedRecord.inColumn(
            column, "expected one of " + symbols.size() + " symbols, got number " + number);
      }
      byte[] symbol = symbols.get((int) number);
      values[start + target] = TextCell.of(in.rows(), symbol, 0, symbol.length, column);
    }
  }

  /** A number or a boolean, as a text: 7, 0.5, true. */
  record NumberText(String column, Schema.Type type, int target) implements AvroStep {
    @Override
    public void run(AvroInput in, double[] values, int start) {
      String text =
          switch (type) {
            case BOOLEAN -> in.readNumber(type) == 1 ? "true" : "false";
            case INT, LONG -> Long.toString(in.readLong());
            case FLOAT -> Float.toString((float) in.readNumber(type));
            default -> Double.toString(in.readNumber(type));
          };
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      values[start + target] = TextCell.of(in.rows(), bytes, 0, bytes.length, column);
    }
  }

  /** The fields of a record, which follow one another without a frame. */
  record Sequence(List<AvroStep> steps) implements AvroStep {
    @Override
    public void run(AvroInput in, double[] values, int start) {
      for (int i = 0; i < steps.size(); i++) {
        steps.get(i).run(in, values, start);
      }
    }
  }

  /** A union: the number of a branch, then its value. */
  record Choice(List<AvroStep> branches) implements AvroStep {
    @Override
    public void run(AvroInput in, double[] values, int start) {
      long branch = in.readLong();
      if (branch < 0 || branch >= branches.size()) {
        throw new MalformedRecord(
            "expected one of " + branches.size() + " branches of a union, got number " + branch);
      }
      branches.get((int) branch).run(in, values, start);
    }
  }

  /** A value of a union that stands where a number was asked for. */
  record Refusal(String column, Schema.Type type) implements AvroStep {
    @Override
    public void run(AvroInput in, double[] values, int start) {
      throw MalformedRecord.inColumn(column, "expected a number, got a value of type " + name());
    }

    private String name() {
      return type.getName();
    }
  }

  /** So many bytes of no interest; none for null. */
  record SkipBytes(int count) implements AvroStep {
    @Override
    public void run(AvroInput in, double[] values, int start) {
      in.skip(count);
    }
  }

  /** A whole number of no interest. */
  record SkipWhole() implements AvroStep {
    @Override
    public void run(AvroInput in, double[] values, int start) {
      in.readLong();
    }
  }

  /** A string or bytes: a length, then that many bytes. */
  record SkipText() implements AvroStep {
    @Override
    public void run(AvroInput in, double[] values, int start) {
      in.skip(in.readLong());
    }
  }

  /** An array or map of no interest, block after block. */
  record SkipItems(AvroStep item, int leastBytes) implements AvroStep {
    @Override
    public void run(AvroInput in, double[] values, int start) {
      if (leastBytes == 0) {
        skipHollow(in);
        return;
      }
      for (int count = in.readBlock(leastBytes); count > 0; count = in.readBlock(leastBytes)) {
        for (int i = 0; i < count; i++) {
          item.run(in, values, start);
        }
      }
    }

    // Items without bytes can be claimed by the billion; there is nothing to step over.
    private static void skipHollow(AvroInput in) {
      for (long count = in.readLong(); count != 0; count = in.readLong()) {
        if (count < 0) {
          in.readLong();
        }
      }
    }
  }

  /**
   * Bytes whose elements are columns, as numbers from 0 to 255.
   *
   * @param targets by element; {@link #UNUSED} where nobody asked for it
   * @param size of every value; -1 where each says its own
   */
  record Bytes(String name, int[] targets, int size) implements AvroStep {
    @Override
    public void run(AvroInput in, double[] values, int start) {
      long length = size < 0 ? in.readLong() : size;
      int from = in.position();
      in.skip(length);
      if (length < targets.length) {
        throw MalformedRecord.inColumn(
            name, "expected at least " + targets.length + " bytes, got " + length);
      }
      byte[] bytes = in.bytes();
      for (int i = 0; i < targets.length; i++) {
        if (targets[i] != UNUSED) {
          values[start + targets[i]] = bytes[from + i] & 0xff;
        }
      }
    }
  }

  /**
   * An array whose elements are columns: {@code x[0]}, {@code x[1]} and so on.
   *
   * @param targets by element; {@link #UNUSED} where nobody asked for it
   * @param adjacent every element up to the last one was asked for, and they lie side by side
   * @param type of the elements where they are plain numbers, else null
   */
  record Vector(
      String name,
      int[] targets,
      boolean adjacent,
      Schema.Type type,
      AvroStep item,
      AvroStep unused,
      int leastBytes)
      implements AvroStep {
    @Override
    public void run(AvroInput in, double[] values, int start) {
      int length = 0;
      for (int count = in.readBlock(leastBytes); count > 0; count = in.readBlock(leastBytes)) {
        int fast = adjacent ? Math.min(count, Math.max(0, targets.length - length)) : 0;
        if (fast > 0 && type == Schema.Type.FLOAT) {
          floats(in, fast, values, start + targets[0] + length);
        } else if (fast > 0 && type == Schema.Type.DOUBLE) {
          doubles(in, fast, values, start + targets[0] + length);
        } else {
          fast = 0;
        }
        items(in, length + fast, count - fast, values, start);
        length += count;
      }
      if (length < targets.length) {
        throw MalformedRecord.inColumn(
            name, "expected at least " + targets.length + " elements, got " + length);
      }
    }

    private static void floats(AvroInput in, int count, double[] values, int to) {
      int from = in.position();
      in.skip((long) count * Float.BYTES);
      Conversions.widen(count, in.bytes(), from, values, to);
    }

    private static void doubles(AvroInput in, int count, double[] values, int to) {
      byte[] bytes = in.bytes();
      int from = in.position();
      in.skip((long) count * Double.BYTES);
      for (int i = 0; i < count; i++) {
        values[to + i] = (double) AvroInput.DOUBLES.get(bytes, from + i * Double.BYTES);
      }
    }

    private void items(AvroInput in, int first, int count, double[] values, int start) {
      for (int i = 0; i < count; i++) {
        int element = first + i;
        if (element < targets.length && targets[element] != UNUSED) {
          item.run(in, values, start + targets[element]);
        } else {
          unused.run(in, values, start);
        }
      }
    }
  }
}
