package lectern.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lectern.account.NameKey;
import lectern.groups.Directory.Listed;
import lectern.groups.ListMatch.Result;
import lectern.web.ApiError;
import org.junit.jupiter.api.Test;

/** Lists as spreadsheets, LMSs and people write them. */
class ListMatchTest {
    private static final List<Listed> STUDENTS = List.of(
            new Listed(1, "p-maya", "Maya Lindqvist", "201", "maya@campus.example"),
            new Listed(2, "p-sean", "Seán O'Neill", "203", null),
            new Listed(3, "p-layla", "ليلى حداد", "204", null),
            new Listed(4, "p-ann1", "Anna Schmidt", "205", null),
            new Listed(5, "p-ann2", "Anna Schmidt", "206", null));

    private static Result match(String text) {
        return match(text, Map.of());
    }

    private static Result match(String text, Map<Integer, String> choices) {
        return ListMatch.of(ListColumns.read(CsvRows.of(text)), STUDENTS, choices);
    }

    private static String told(Result result) {
        return result.groups().stream()
                .map(group -> group.name() + "="
                        + group.people().stream().map(Listed::name).toList() + "+"
                        + group.expected().stream().map(Told.Expected::shown).toList())
                .collect(Collectors.joining(" "));
    }

    @Test
    void aListWithAHeadingIsReadByItsColumns() {
        assertThat(told(match("\ufeffGroup;Last name;First name\r\nLab 1;Lindqvist;Maya\r\nLab 2;O’Neill;Sean\r\n")))
                .isEqualTo("Lab 1=[Maya Lindqvist]+[] Lab 2=[Seán O'Neill]+[]");
        assertThat(told(match("name,email,group\n?,MAYA@campus.example,Lab 1\n")))
                .isEqualTo("Lab 1=[Maya Lindqvist]+[]");
        assertThat(told(match("User ID\tTeam\n204\tRed"))).isEqualTo("Red=[ليلى حداد]+[]");
    }

    @Test
    void aCanvasExportIsReadByItsColumns() {
        Result result = match("""
                name,canvas_user_id,user_id,login_id,sections,group_name,canvas_group_id,group_id
                Maya Lindqvist,77,S-1,maya,Physics,Lab 1,5,
                Ben Carter,78,S-2,ben,Physics,,,
                """);
        assertThat(told(result)).isEqualTo("Lab 1=[Maya Lindqvist]+[]");
        assertThat(result.incomplete()).extracting(ListMatch.Line::shown).containsExactly("Ben Carter");
    }

    @Test
    void aPastedListWithoutAHeadingIsReadToo() {
        assertThat(told(match("Maya Lindqvist, Lab 1\n\"Lindqvist, Maya\",Lab 1\nليلى حداد,مجموعة\n")))
                .isEqualTo("Lab 1=[Maya Lindqvist]+[] مجموعة=[ليلى حداد]+[]");
        assertThat(told(match("203\tLab 1\rMaya\tLindqvist\tLab 2")))
                .isEqualTo("Lab 1=[Seán O'Neill]+[] Lab 2=[Maya Lindqvist]+[]");
    }

    @Test
    void quotesSeparatorsMarkupAndLineBreaksInCellsStay() {
        assertThat(told(match("name,group\n\"Zoë \"\"Z\"\" Doe\",\"<b>A, B</b>\nC\"\n")))
                .isEqualTo("<b>A, B</b>\nC=[]+[Zoë \"Z\" Doe]");
        assertThatThrownBy(() -> match("name,group\nMaya,A\n\"Ben,A\n"))
                .isInstanceOf(ApiError.class)
                .hasMessageContaining("line 3");
    }

    @Test
    void aNameThatTwoHaveIsAskedAboutAndTheAnswerHolds() {
        Result asked = match("name,group\nAnna Schmidt,A\nMaya Lindqvist,A\n");
        assertThat(asked.ambiguous()).singleElement().satisfies(one -> {
            assertThat(one.line()).isEqualTo(2);
            assertThat(one.candidates()).extracting(Listed::publicId).containsExactly("p-ann1", "p-ann2");
        });
        assertThat(told(asked)).isEqualTo("A=[Maya Lindqvist]+[]");
        Result answered = match("name,group\nAnna Schmidt,A\n", Map.of(2, "p-ann2"));
        assertThat(answered.ambiguous()).isEmpty();
        assertThat(answered.groups().get(0).people())
                .extracting(Listed::publicId)
                .containsExactly("p-ann2");
        assertThat(match("name,group\nAnna Schmidt,A\n", Map.of(2, "p-maya")).ambiguous())
                .as("somebody of another name is no answer")
                .hasSize(1);
        assertThat(told(match("name,id,group\nAnna Schmidt,206,A\n")))
                .as("an id is enough")
                .isEqualTo("A=[Anna Schmidt]+[]");
    }

    @Test
    void whoIsOnItTwiceIsInAGroupOnceAndInTwoGroupsSaidToBe() {
        Result result = match("name,group\nMaya Lindqvist,a\nmaya lindqvist,A\nMaya Lindqvist,B\n");
        assertThat(told(result)).isEqualTo("a=[Maya Lindqvist]+[] B=[Maya Lindqvist]+[]");
        assertThat(result.twice().values()).singleElement().asString().isEqualTo("[a, B]");
    }

    @Test
    void whoIsNotKnownYetIsExpectedButNotByAnEmailAddress() {
        Result result =
                match("name,email,id,group\nNew Person,new@campus.example,9,A\n,only@campus.example,,A\n,,,A\n");
        assertThat(told(result)).isEqualTo("A=[]+[New Person]");
        assertThat(result.unmatched()).extracting(ListMatch.Line::line).containsExactly(3);
        assertThat(result.incomplete()).extracting(ListMatch.Line::line).containsExactly(4);
        assertThat(result.groups().get(0).expected().toString()).doesNotContain("New");
    }

    @Test
    void fiveThousandLinesAreTakenAndOneMoreIsNot() {
        String lines = IntStream.range(0, CsvRows.MAX_LINES)
                .mapToObj(i -> "Student " + i + ",Group " + i % 40)
                .collect(Collectors.joining("\n"));
        assertThat(match(lines).groups()).hasSize(40);
        assertThatThrownBy(() -> match(lines + "\nOne more,Group 1")).hasMessageContaining("5000");
        String groups =
                IntStream.range(0, 501).mapToObj(i -> "S" + i + ",G" + i).collect(Collectors.joining("\n"));
        assertThatThrownBy(() -> match(groups)).hasMessageContaining("500 groups");
    }

    @Test
    void whatIsNoListIsSaidToBeNone() {
        assertThatThrownBy(() -> match("\n \n")).hasMessageContaining("empty");
        assertThatThrownBy(() -> match("Maya Lindqvist\nBen Carter")).hasMessageContaining("comma");
        assertThatThrownBy(() -> match("name,group\n")).hasMessageContaining("no students");
        assertThatThrownBy(() -> match("Maya,\n,Lab")).hasMessageContaining("No line");
        assertThat(told(match("x".repeat(5_000) + ",A"))).hasSizeLessThan(600);
    }

    @Test
    void namesAreComparedWithoutCaseMarksAndOrder() {
        assertThat(NameKey.of("Lindqvist,  MAYA")).isEqualTo(NameKey.of("Maya Lindqvist"));
        assertThat(NameKey.of("Żak-李")).isEqualTo(NameKey.of("李 zak"));
        assertThat(NameKey.of("Zoë")).isEqualTo(NameKey.of("Zoe\u0308"));
        assertThat(NameKey.of("कि")).isNotEqualTo(NameKey.of("का"));
        assertThat(NameKey.of("--")).isEmpty();
    }
}
