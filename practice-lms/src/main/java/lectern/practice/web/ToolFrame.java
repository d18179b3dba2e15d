package lectern.practice.web;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.practice.face.Face;
import lectern.practice.face.Switches;

/** The frame that a tool is shown in: what it may use, and the storage beside it. */
record ToolFrame(String tool, Switches.Setting setting) {

    static final String CANVAS_FRAME = "post_message_forwarding";
    static final String BLACKBOARD_FRAME = "lti_storage_frame";

    /** Moodle's list: no {@code display-capture}, so that a tool cannot share a screen from inside the frame. */
    private static final List<String> USUAL =
            List.of("microphone", "camera", "geolocation", "midi", "encrypted-media", "autoplay");

    /**
     * The element.
     *
     * @param address safe inside an attribute
     */
    String html(String title, String address) {
        if (setting.place() == Switches.Place.POPUP) {
            // A browser that blocks it follows the link to a tab.
            return "<p><a class=\"button\" id=\"popup\" href=\"" + address + "\" target=\"_blank\" rel=\"opener\">Open "
                    + Html.text(title) + " in a small window</a></p><script src=\"/popup.js\"></script>";
        }
        return """
                <iframe id="tool" title="%s" src="%s"%s allowfullscreen
                allow="%s">
                </iframe>
                """.formatted(
                        Html.text(title),
                        address,
                        setting.place() == Switches.Place.NARROW ? " class=\"narrow\"" : "",
                        Html.text(allow()));
    }

    private String allow() {
        boolean screen = setting.permissions() == Switches.Permissions.EVERYTHING
                || setting.face().has(Face.Quirk.SCREEN_IN_FRAME);
        if (setting.permissions() == Switches.Permissions.NOTHING) {
            return "";
        }
        Stream<String> names = screen
                ? Stream.concat(USUAL.stream(), Stream.of("clipboard-write", "display-capture"))
                : USUAL.stream();
        return names.map(name -> name + " " + tool).collect(Collectors.joining("; "));
    }

    /** What a login initiation names as {@code lti_storage_target}; empty without storage. */
    static String target(Switches.Setting setting) {
        if (setting.storage() == Switches.Storage.OFF) {
            return "";
        }
        if (!setting.face().has(Face.Quirk.STORAGE_FRAME)) {
            return "_parent";
        }
        return setting.face() == Face.CANVAS ? CANVAS_FRAME : BLACKBOARD_FRAME;
    }

    /** The script that answers the tool, and where the face has it the frame that keeps its data. */
    String storage() {
        String target = target(setting);
        if (target.isEmpty()) {
            return "";
        }
        boolean own = target.equals("_parent");
        return script(own ? "" : target)
                + (own
                        ? ""
                        : "<iframe class=\"hidden\" title=\"Storage\" name=\"" + target
                                + "\" src=\"/storage-frame\"></iframe>");
    }

    private String script(String frame) {
        return "<script src=\"/storage.js\" data-tool=\"" + Html.text(tool) + "\" data-delay=\""
                + (setting.storage() == Switches.Storage.SLOW ? 5000 : 0) + "\" data-frame=\"" + frame
                + "\"></script>";
    }

    /** The page inside the storage frame. */
    String storagePage() {
        return "<!doctype html><meta charset=\"utf-8\"><title>Storage</title>" + script("");
    }
}
