package lectern.lticonfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class RenderingTest {
    /** Placements of Canvas that take an LtiResourceLinkRequest. */
    private static final Set<String> CANVAS_PLACEMENTS =
            Set.of("course_navigation", "course_home_sub_navigation", "link_selection");

    private final ToolDescription tool = ToolDescription.lectern(URI.create("https://class.school.edu:8443"), "Live class", "");

    @Test
    void canvasGetsEveryRequiredKeyAndOnlyKnownPlacements() throws Exception {
        JsonNode json = new ObjectMapper().readTree(CanvasConfig.render(tool));
        for (String key : List.of("title", "description", "target_link_uri", "oidc_initiation_url", "public_jwk_url")) {
            assertThat(json.path(key).asText()).as(key).isNotBlank();
        }
        assertThat(json.at("/redirect_uris/0").asText()).isEqualTo("https://class.school.edu:8443/lti/launch");
        assertThat(json.path("scopes").isArray()).isTrue();
        JsonNode extension = json.at("/extensions/0");
        assertThat(extension.path("domain").asText()).isEqualTo("class.school.edu:8443");
        assertThat(extension.path("privacy_level").asText()).isEqualTo("name_only");
        assertThat(StreamSupport.stream(extension.at("/settings/placements").spliterator(), false)
                        .map(one -> one.path("placement").asText()))
                .isNotEmpty()
                .allMatch(CANVAS_PLACEMENTS::contains);
    }

    @Test
    void noRenderingHasAPlaceholderLeft() {
        for (String text : List.of(CanvasConfig.render(tool), Guide.render(tool), ToolValues.asText(tool))) {
            assertThat(text)
                    .contains("https://class.school.edu:8443/lti/launch")
                    .doesNotContain("${", "null", "example", "localhost");
        }
    }

    @Test
    void theGuideCarriesEveryValueOfTheTable() {
        assertThat(Guide.render(tool)).contains(ToolValues.of(tool).values());
    }

    @Test
    void iconScopesAndCustomParametersAreRendered() throws Exception {
        ToolDescription more = new ToolDescription(
                tool.baseUrl(),
                new ToolDescription.About(
                        "Class \"A\"", "One | two", URI.create("https://class.school.edu/icon.svg"), "help@school.edu"),
                List.of(),
                Map.of("tz", "$Person.address.timezone"),
                Set.of(Service.ROSTER),
                ToolDescription.Privacy.ANONYMOUS);
        JsonNode json = new ObjectMapper().readTree(CanvasConfig.render(more));
        assertThat(json.path("title").asText()).isEqualTo("Class \"A\"");
        assertThat(json.at("/custom_fields/tz").asText()).isEqualTo("$Person.address.timezone");
        assertThat(json.at("/scopes/0").asText()).endsWith("contextmembership.readonly");
        assertThat(json.at("/extensions/0/settings/icon_url").asText()).endsWith("icon.svg");
        assertThat(Guide.render(more)).contains("Questions: help@school.edu");
        assertThat(ToolValues.asText(more)).contains("tz=$Person.address.timezone");
    }

    @Test
    void aBaseUrlWithAPathIsRefused() {
        assertThatThrownBy(() -> ToolDescription.lectern(URI.create("https://a.edu/x"), "Live class", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
