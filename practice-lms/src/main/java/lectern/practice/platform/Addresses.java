package lectern.practice.platform;

import lectern.practice.campus.Course;
import lectern.practice.face.Face;
import lectern.practice.grades.LineItem;

/** Where the services of this LMS are. */
public record Addresses(String issuer) {

    public String token() {
        return issuer + "/token";
    }

    /** What a client assertion must be addressed to. */
    public String audience(Face face) {
        return face.has(Face.Quirk.OWN_AUDIENCE) ? issuer + "/core/connect" : token();
    }

    private String service(Course course) {
        return issuer + "/services/" + course.id();
    }

    public String members(Course course) {
        return service(course) + "/members";
    }

    public String lineItems(Course course, Face face) {
        return service(course) + "/lineitems" + suffix(face);
    }

    public String lineItem(LineItem item, Face face) {
        return issuer + "/services/" + item.course() + "/lineitems/" + item.id() + "/lineitem" + suffix(face);
    }

    public String result(LineItem item, String sub, Face face) {
        return issuer + "/services/" + item.course() + "/lineitems/" + item.id() + "/lineitem/results/" + sub
                + suffix(face);
    }

    public String groups(Course course) {
        return service(course) + "/groups";
    }

    public String groupSets(Course course) {
        return service(course) + "/groupsets";
    }

    public String notices() {
        return issuer + "/services/notices";
    }

    private static String suffix(Face face) {
        return face.has(Face.Quirk.TYPE_ID) ? "?type_id=1" : "";
    }
}
