package lectern.practice.campus;

/**
 * A link of a course that launches the tool.
 *
 * @param id the word in this LMS's addresses, unique in its course
 * @param resourceLinkId what a tool knows the link by, unique in the campus
 */
public record Activity(String id, String resourceLinkId, String title, String about) {}
