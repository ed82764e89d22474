package dev.gradstream.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTest {
  @Test
  void every_kind_of_value_is_written_and_what_json_lacks_is_null() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("text", "a\"\n\u0001");
    object.put("whole", 1L << 60);
    object.put("number", 0.1);
    object.put("nan", Double.NaN);
    object.put("infinite", Double.NEGATIVE_INFINITY);
    object.put("truth", true);
    object.put("none", null);
    object.put("list", Arrays.asList(1, null, Map.of("a", 2)));
    assertEquals(
        "{\"text\":\"a\\\"\\n\\u0001\",\"whole\":1152921504606846976,\"number\":0.1,\"nan\":null,"
            + "\"infinite\":null,\"truth\":true,\"none\":null,\"list\":[1,null,{\"a\":2}]}",
        Json.line(object));
  }
}
