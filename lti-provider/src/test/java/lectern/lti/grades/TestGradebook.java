package lectern.lti.grades;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import lectern.lti.TestLms;
import lectern.lti.TestLms.Call;
import lectern.lti.TestLms.Reply;
import lectern.web.Json;

/** A gradebook as strict as Moodle's: its addresses end in a query, each call has one media type, times only go up. */
final class TestGradebook {
    private static final String ITEMS = "/2/lineitems";
    private static final String TYPE = "application/vnd.ims.lis.v2.";

    private final TestLms lms;
    private final Map<Integer, ObjectNode> items = new LinkedHashMap<>();
    private final Map<String, ObjectNode> results = new LinkedHashMap<>();
    private final Map<String, Instant> newest = new LinkedHashMap<>();
    private final List<JsonNode> scores = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<Reply> trouble = UnaryOperator.identity();
    private int made;

    TestGradebook(TestLms lms) {
        this.lms = lms;
        lms.on(ITEMS, this::answer);
    }

    String lineItems() {
        return lms.base() + ITEMS + "?type_id=2";
    }

    /** What becomes of the answers to scores from now on. */
    void scoresAnswer(UnaryOperator<Reply> change) {
        trouble = change;
    }

    synchronized String add(String link, String tag, String resource) {
        return put(
                Map.of("label", "x", "scoreMaximum", 100, "resourceLinkId", link, "tag", tag, "resourceId", resource));
    }

    private String put(Map<String, Object> fields) {
        ObjectNode item = Json.shared().valueToTree(fields);
        String id = lms.base() + ITEMS + "/" + ++made + "/lineitem?type_id=2";
        item.put("id", id);
        items.put(made, item);
        return id;
    }

    synchronized void removeAll() {
        items.clear();
        results.clear();
        newest.clear();
    }

    /** A teacher grades by hand. */
    synchronized void grade(int item, String sub, double score, double maximum) {
        ObjectNode result = Json.shared().createObjectNode();
        result.put("userId", sub).put("resultScore", score).put("resultMaximum", maximum);
        results.put(item + " " + sub, result);
    }

    synchronized List<ObjectNode> items() {
        return List.copyOf(items.values());
    }

    /** Scores that were taken, in order. */
    List<JsonNode> scores() {
        return scores;
    }

    private synchronized Reply answer(Call call) {
        if (!"2".equals(call.parameter("type_id"))) {
            return Reply.json(400, "{\"reason\":\"No handler found\"}");
        }
        String[] path = call.path().split("/", -1);
        if (path.length == 3) {
            return call.method().equals("GET") ? list(call) : make(call);
        }
        int id = Integer.parseInt(path[3]);
        if (!items.containsKey(id)) {
            return Reply.json(404, "{\"reason\":\"no such line item\"}");
        }
        return switch (path[path.length - 1]) {
            case "scores" -> score(call, id);
            case "results" -> results(call, id);
            default ->
                call.method().equals("PUT")
                        ? change(call, id)
                        : Reply.json(200, items.get(id).toString());
        };
    }

    /** As Moodle does: scores stay as they are and are out of the new maximum. */
    private Reply change(Call call, int id) {
        if (!call.contentType().equals(TYPE + "lineitem+json") || !(call.json() instanceof ObjectNode item)) {
            return Reply.json(400, "no handler");
        }
        items.put(id, item);
        results.forEach((key, result) -> {
            if (key.startsWith(id + " ")) {
                result.put("resultMaximum", item.path("scoreMaximum").asDouble());
            }
        });
        return Reply.json(200, item.toString());
    }

    private Reply list(Call call) {
        if (!call.accept().equals(TYPE + "lineitemcontainer+json")) {
            return Reply.json(400, "no handler");
        }
        ArrayNode list = Json.shared().createArrayNode();
        for (ObjectNode item : items.values()) {
            if (fits(call, "resource_link_id", item.path("resourceLinkId"))
                    && fits(call, "tag", item.path("tag"))
                    && fits(call, "resource_id", item.path("resourceId"))) {
                list.add(item);
            }
        }
        return Reply.json(200, list.toString());
    }

    private static boolean fits(Call call, String parameter, JsonNode is) {
        String asked = call.parameter(parameter);
        return asked.equals("null") || asked.equals(is.asText());
    }

    private Reply make(Call call) {
        if (!call.contentType().equals(TYPE + "lineitem+json")) {
            return Reply.json(400, "no handler");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        call.json().properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        String id = put(fields);
        return Reply.json(201, "{\"id\":\"" + id + "\"}");
    }

    private Reply score(Call call, int id) {
        if (!call.contentType().equals("application/vnd.ims.lis.v1.score+json")) {
            return Reply.json(400, "no handler");
        }
        JsonNode score = call.json();
        String key = id + " " + score.path("userId").asText();
        Instant stamp = Instant.parse(score.path("timestamp").asText());
        if (!stamp.isAfter(newest.getOrDefault(key, Instant.EPOCH))) {
            return Reply.json(409, "[]");
        }
        Reply reply = trouble.apply(Reply.json(200, ""));
        if (reply.status() == 200) {
            newest.put(key, stamp);
            ObjectNode result = Json.shared().createObjectNode();
            double maximum =
                    Objects.requireNonNull(items.get(id)).path("scoreMaximum").asDouble();
            double part = score.path("scoreGiven").asDouble()
                    / score.path("scoreMaximum").asDouble();
            result.put("userId", score.path("userId").asText())
                    .put("resultScore", part * maximum)
                    .put("resultMaximum", maximum)
                    .put("timestamp", stamp.toString());
            results.put(key, result);
            scores.add(score);
        }
        return reply;
    }

    private Reply results(Call call, int id) {
        if (!call.accept().equals(TYPE + "resultcontainer+json")) {
            return Reply.json(400, "no handler");
        }
        ObjectNode result = results.get(id + " " + call.parameter("user_id"));
        return Reply.json(200, result == null ? "[]" : "[" + result + "]");
    }
}
