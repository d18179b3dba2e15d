package lectern.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Escaping, queries and forms, also with seeded random texts. */
class TextTest {
    private static final int ROUNDS = 2000;
    private static final String SPICE = "<>&\"'\\/=?#%+ ;\u2028\u2029\u0000\n\uD83D\uDE00\u00E9_";

    private final Random random = new Random(42);

    private String text(int max) {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(max + 1); i > 0; i--) {
            int spice = random.nextInt(SPICE.length());
            // Whole code points only: half a surrogate pair is no text.
            if (random.nextBoolean() && !Character.isSurrogate(SPICE.charAt(spice))) {
                out.append(SPICE.charAt(spice));
            } else {
                out.appendCodePoint(random.nextBoolean() ? 'a' + random.nextInt(26) : 0x1F600 + random.nextInt(50));
            }
        }
        return out.toString();
    }

    @Test
    void jsonForAScriptBlockMeansTheSameAndCannotEndTheBlock() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        for (int i = 0; i < ROUNDS; i++) {
            Map<String, String> value = Map.of(text(8), text(40) + "</script>");
            String safe = Html.json(Json.write(value));
            assertThat(safe).doesNotContain("<", ">", "&", "\u2028", "\u2029");
            assertThat(mapper.convertValue(mapper.readTree(safe), new TypeReference<Map<String, String>>() {}))
                    .isEqualTo(value);
        }
    }

    @Test
    void escapedTextHasNoMarkup() {
        for (int i = 0; i < ROUNDS; i++) {
            String text = text(40);
            String escaped = Html.escape(text);
            assertThat(escaped).doesNotContain("<", ">", "\"", "'");
            String back = escaped.replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&#39;", "'")
                    .replace("&amp;", "&");
            assertThat(back).isEqualTo(text);
        }
    }

    @Test
    void whatIsAppendedIsReadBackAndWhatWasThereStays() {
        String[] bases = {
            "https://a.edu/x", "https://a.edu/x?", "https://a.edu/x?b=1&c", "https://a.edu/?b=%26#frag", "https://a.edu"
        };
        for (int i = 0; i < ROUNDS; i++) {
            String base = bases[random.nextInt(bases.length)];
            Map<String, String> added = new LinkedHashMap<>();
            for (int k = random.nextInt(4); k > 0; k--) {
                added.put("k" + k + text(5), text(20) + "x");
            }
            URI before = URI.create(base);
            URI after = URI.create(Query.append(base, added));
            assertThat(after.getRawFragment()).isEqualTo(before.getRawFragment());
            assertThat(after.getRawPath()).isEqualTo(before.getRawPath());
            String query = after.getRawQuery() == null ? "" : after.getRawQuery();
            assertThat(query).startsWith(before.getRawQuery() == null ? "" : before.getRawQuery());
            Form form = Form.parse(query);
            added.forEach((name, value) -> assertThat(form.get(name)).isEqualTo(value));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://a/x,https://a/x?m=1%202",
        "https://a/x?,https://a/x?m=1%202",
        "https://a/x?b,https://a/x?b&m=1%202",
        "https://a/x?b&,https://a/x?b&m=1%202",
        "https://a/x#f?g,https://a/x?m=1%202#f?g"
    })
    void aQueryIsAppendedWhereItBelongs(String url, String expected) {
        assertThat(Query.append(url, Map.of("m", "1 2"))).isEqualTo(expected);
    }

    @Test
    void aFormTakesTheFirstOfARepeatedFieldAndNoEmptyOne() {
        Form form = Form.parse("a=1&a=2&b=&c&=d&e=f=g&%C3%A4=%2B+");
        assertThat(form.get("a")).isEqualTo("1");
        assertThat(form.get("b")).isNull();
        assertThat(form.get("c")).isNull();
        assertThat(form.get("e")).isEqualTo("f=g");
        assertThat(form.get("ä")).isEqualTo("+ ");
    }

    @Test
    void aFormThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Form.parse("a=%zz")).isInstanceOf(ApiError.class);
        assertThatThrownBy(() -> Form.parse("a&".repeat(200))).isInstanceOf(ApiError.class);
    }

    @Test
    void aTemplateIsFilledOnceOnly() {
        MessagePage page = new MessagePage();
        String html = page.render(new MessagePage.Message("__TEXT__", "__CODE__ $1 \\", "c", "d", java.util.List.of()));
        assertThat(html).contains("<h1>__TEXT__</h1>").contains("__CODE__ $1 \\");
    }
}
