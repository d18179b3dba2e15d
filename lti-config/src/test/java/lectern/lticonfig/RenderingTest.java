package lectern.lticonfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RenderingTest {
    /** Placements of Canvas, with the message that we take there. */
    private static final Map<String, String> CANVAS_PLACEMENTS = Map.of(
            "course_navigation", "LtiResourceLinkRequest",
            "course_home_sub_navigation", "LtiResourceLinkRequest",
            "link_selection", "LtiDeepLinkingRequest",
            "assignment_selection", "LtiDeepLinkingRequest");

    /** Scopes that an LMS family knows, from its own documentation. */
    private static final String AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/";

    private static final Set<String> COMMON = Set.of(
            AGS + "lineitem",
            AGS + "lineitem.readonly",
            AGS + "result.readonly",
            AGS + "score",
            "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly");

    private static final Map<Family, Set<String>> MORE = Map.of(
            Family.CANVAS, Set.of("https://purl.imsglobal.org/spec/lti/scope/noticehandlers"),
            Family.BRIGHTSPACE, Set.of("https://purl.imsglobal.org/spec/lti/scope/noticehandlers"),
            Family.BLACKBOARD, Set.of("https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly"));

    private final ToolDescription tool =
            ToolDescription.lectern(URI.create("https://class.school.edu:8443"), "Live class", "");

    /** The same asking for everything that there is. */
    private final ToolDescription greedy = new ToolDescription(
            tool.baseUrl(),
            new ToolDescription.About(
                    "Class \"A\" & <b>",
                    "One | two",
                    URI.create("https://class.school.edu/icon.svg"),
                    "help@school.edu"),
            List.of(ToolDescription.Placement.values()),
            Map.of("tz", "$Person.address.timezone"),
            EnumSet.allOf(Service.class),
            ToolDescription.Privacy.PUBLIC);

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    private static String payload(ToolDescription tool, Family family) {
        return RegistrationPayload.render(tool, family, RegistrationPayload.Platform.whole(tool, family));
    }

    @Test
    void canvasGetsEveryRequiredKeyAndOnlyKnownPlacements() throws Exception {
        JsonNode json = json(CanvasConfig.render(tool));
        for (String key : List.of("title", "description", "target_link_uri", "oidc_initiation_url", "public_jwk_url")) {
            assertThat(json.path(key).asText()).as(key).isNotBlank();
        }
        assertThat(json.at("/redirect_uris/0").asText()).isEqualTo("https://class.school.edu:8443/lti/launch");
        assertThat(json.path("scopes").isArray()).isTrue();
        JsonNode extension = json.at("/extensions/0");
        assertThat(extension.path("domain").asText()).isEqualTo("class.school.edu:8443");
        assertThat(extension.path("privacy_level").asText()).isEqualTo("name_only");
        assertThat(StreamSupport.stream(extension.at("/settings/placements").spliterator(), false))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.path("message_type").asText())
                        .isEqualTo(CANVAS_PLACEMENTS.get(one.path("placement").asText())));
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void teachersChooseInTheToolWhereTheLmsLetsThem(Family family) throws Exception {
        Set<String> scopes = Set.of();
        RegistrationPayload.Platform without = new RegistrationPayload.Platform(scopes, Map.of());
        RegistrationPayload.Platform with = new RegistrationPayload.Platform(
                scopes, Map.of("LtiDeepLinkingRequest", Set.of("ContentArea", "RichTextEditor")));
        assertThat(types(RegistrationPayload.render(tool, family, with))).contains("LtiDeepLinkingRequest");
        if (family != Family.CANVAS) {
            assertThat(types(RegistrationPayload.render(tool, family, without)))
                    .containsExactly("LtiResourceLinkRequest");
            assertThat(json(RegistrationPayload.render(tool, family, with))
                            .path(RegistrationPayload.CONFIGURATION)
                            .at("/messages/1/placements/0")
                            .asText())
                    .isEqualTo("ContentArea");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Family.class, mode = EnumSource.Mode.EXCLUDE, names = "CANVAS")
    void clickedGradesAndPrivacyAreAskedForWhereTheLmsKnowsThem(Family family) throws Exception {
        RegistrationPayload.Platform platform = new RegistrationPayload.Platform(
                Set.of(),
                Map.of(
                        "LtiSubmissionReviewRequest",
                        Set.of(),
                        "LtiDataPrivacyLaunchRequest",
                        Set.of(),
                        "Other",
                        Set.of()));
        assertThat(types(RegistrationPayload.render(tool, family, platform)))
                .containsExactly("LtiResourceLinkRequest", "LtiSubmissionReviewRequest", "LtiDataPrivacyLaunchRequest");
    }

    private static List<String> types(String payload) throws Exception {
        return StreamSupport.stream(
                        json(payload)
                                .path(RegistrationPayload.CONFIGURATION)
                                .path("messages")
                                .spliterator(),
                        false)
                .map(message -> message.path("type").asText())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void noRenderingHasAPlaceholderLeft(Family family) throws Exception {
        for (ToolDescription one : List.of(tool, greedy)) {
            for (String text : List.of(
                    CanvasConfig.render(one),
                    Guide.render(one, family),
                    payload(one, family),
                    ToolValues.asText(one))) {
                assertThat(text)
                        .contains("https://class.school.edu:8443/lti/launch")
                        .doesNotContain("${", "null", "example", "localhost");
            }
            json(payload(one, family));
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void eachFamilyIsAskedOnlyForWhatItKnows(Family family) throws Exception {
        Set<String> known = new java.util.HashSet<>(COMMON);
        known.addAll(MORE.getOrDefault(family, Set.of()));
        List<String> asked = Arrays.asList(
                json(payload(greedy, family)).path("scope").asText().split(" ", -1));
        if (family == Family.GENERIC) {
            assertThat(asked)
                    .containsAll(COMMON.stream()
                            .filter(scope -> !scope.endsWith("lineitem.readonly"))
                            .toList());
        } else {
            assertThat(asked).isNotEmpty().allMatch(known::contains);
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void aRegistrationHasWhatEveryPlatformInsistsOn(Family family) throws Exception {
        JsonNode json = json(payload(tool, family));
        assertThat(json.path("application_type").asText()).isEqualTo("web");
        assertThat(json.path("response_types")).extracting(JsonNode::asText).containsExactly("id_token");
        assertThat(json.path("grant_types"))
                .extracting(JsonNode::asText)
                .containsExactly("implicit", "client_credentials");
        JsonNode configuration = json.path(RegistrationPayload.CONFIGURATION);
        assertThat(configuration.path("domain").asText()).isEqualTo("class.school.edu:8443");
        assertThat(configuration.path("messages")).isNotEmpty();
        for (JsonNode message : configuration.path("messages")) {
            assertThat(message.path("target_link_uri").asText()).isEqualTo(tool.launchUrl());
        }
        assertThat(json.toString().contains("instructure")).isEqualTo(family == Family.CANVAS);
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void everyGuideHasTheRegistrationAddressOrTheValuesForAForm(Family family) {
        String guide = Guide.render(tool, family);
        boolean byHand =
                Set.of(Family.BLACKBOARD, Family.SCHOOLOGY, Family.OPENEDX).contains(family);
        assertThat(guide).contains(tool.launchUrl(), "lectern registration add");
        if (byHand) {
            assertThat(guide).contains(tool.loginUrl(), tool.keysUrl());
        } else {
            assertThat(guide).contains(tool.registrationUrl());
        }
        assertThat(guide.lines().filter(line -> line.startsWith("# "))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void aGuideIsWellFormedHtmlWithNothingOfMarkdownLeft(Family family) throws Exception {
        String html = GuideHtml.render(Guide.render(greedy, family));
        javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(
                        ("<main>" + html + "</main>").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(html).contains("<h1>Class &quot;A&quot; &amp; &lt;b&gt;").doesNotContain("**", "`", "|--");
    }

    @Test
    void theGenericGuideCarriesEveryValueOfTheTable() {
        assertThat(Guide.render(tool, Family.GENERIC))
                .contains(ToolValues.of(tool).values());
    }

    @Test
    void iconScopesContactAndCustomParametersAreRendered() throws Exception {
        JsonNode json = json(CanvasConfig.render(greedy));
        assertThat(json.path("title").asText()).isEqualTo("Class \"A\" & <b>");
        assertThat(json.at("/custom_fields/tz").asText()).isEqualTo("$Person.address.timezone");
        assertThat(json.at("/extensions/0/settings/icon_url").asText()).endsWith("icon.svg");
        assertThat(Guide.render(greedy, Family.MOODLE)).contains("Questions: help@school.edu");
        assertThat(ToolValues.asText(greedy)).contains("tz=$Person.address.timezone");
        JsonNode payload = json(payload(greedy, Family.MOODLE));
        assertThat(payload.at("/contacts/0").asText()).isEqualTo("help@school.edu");
        assertThat(payload.path("logo_uri").asText()).endsWith("icon.svg");
    }

    @Test
    void groupsAreAskedForOnlyWhereTheLmsHasThem() throws Exception {
        assertThat(json(CanvasConfig.render(tool)).at("/custom_fields/groups").asText())
                .isEqualTo("$Canvas.group.contextIds");
        for (Family family : Family.values()) {
            JsonNode custom = json(payload(tool, family))
                    .path(RegistrationPayload.CONFIGURATION)
                    .path("custom_parameters");
            String variable = custom.path("groups").asText("none");
            assertThat(variable)
                    .as(family.title())
                    .isEqualTo(
                            switch (family) {
                                case CANVAS -> "$Canvas.group.contextIds";
                                case MOODLE -> "$Moodle.Person.userGroupIds";
                                default -> "none";
                            });
        }
        assertThat(Guide.render(tool, Family.MOODLE)).contains("groups=$Moodle.Person.userGroupIds");
        assertThat(tool.scopes(Family.BLACKBOARD)).anyMatch(scope -> scope.contains("/lti-gs/"));
        assertThat(tool.scopes(Family.MOODLE)).noneMatch(scope -> scope.contains("/lti-gs/"));
    }

    @Test
    void familiesAreKnownByTheirProductCodes() {
        assertThat(Family.of("BlackboardLearn")).isEqualTo(Family.BLACKBOARD);
        assertThat(Family.of("desire2learn")).isEqualTo(Family.BRIGHTSPACE);
        assertThat(Family.of("Open edX")).isEqualTo(Family.OPENEDX);
        assertThat(Family.of(null)).isEqualTo(Family.GENERIC);
        assertThat(Family.of("canvasser")).isEqualTo(Family.GENERIC);
    }

    @Test
    void onlyTheServersOfAHostedLmsSpeakForItsIssuer() {
        assertThat(Family.speaksFor("sso.canvaslms.com", "https://canvas.instructure.com"))
                .isTrue();
        assertThat(Family.speaksFor("school.instructure.com", "https://canvas.instructure.com"))
                .isTrue();
        assertThat(Family.speaksFor("instructure.com.evil.edu", "https://canvas.instructure.com"))
                .isFalse();
        assertThat(Family.speaksFor("evilinstructure.com", "https://canvas.instructure.com"))
                .isFalse();
        assertThat(Family.speaksFor("school.instructure.com", "https://moodle.school.edu"))
                .isFalse();
        assertThat(Family.speaksFor("developer.blackboard.com", "https://blackboard.com"))
                .isTrue();
    }

    @Test
    void aBaseUrlWithAPathIsRefused() {
        assertThatThrownBy(() -> ToolDescription.lectern(URI.create("https://a.edu/x"), "Live class", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
