package lectern.lti.deeplink;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import lectern.TestSite;
import lectern.lti.PracticeCampus;
import lectern.lti.TestTool;

/** A teacher's browser between the practice LMS and the tool, while classes are chosen. */
final class PracticeLmsVisitor implements AutoCloseable {
    private final PracticeCampus campus;
    final TestTool tool;

    PracticeLmsVisitor(Path folder) {
        campus = new PracticeCampus(folder);
        campus.connectForLaunches();
        tool = campus.tool();
    }

    /** What the tool answers to somebody whom the LMS sends from this address. */
    HttpResponse<String> launch(String path) {
        return campus.launch(path);
    }

    /** The choice as the page sends it. */
    HttpResponse<String> choose(String token, String items) {
        return tool.send(tool.request("/api/deeplink")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"items\":" + items + "}")));
    }

    /** Carries the answer to the LMS, as the page's form does. */
    HttpResponse<String> carry(HttpResponse<String> chosen) {
        JsonNode answer = TestSite.parse(chosen.body());
        return post(answer.path("url").asText(), answer.path("jwt").asText());
    }

    HttpResponse<String> post(String url, String jwt) {
        return campus.send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(TestTool.encode(Map.of("JWT", jwt)))));
    }

    HttpResponse<String> get(String path) {
        return campus.get(path);
    }

    @Override
    public void close() {
        campus.close();
    }
}
