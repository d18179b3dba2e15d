package lectern.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.account.Role;
import lectern.schedule.ClassTimes;
import org.jspecify.annotations.Nullable;

/**
 * Those whose page waits for the start of the class; staff who came early are told how many do. Class's loop only, but
 * for {@link #who}.
 */
final class WaitingRoom {
    private final Map<String, Waits> clients = new LinkedHashMap<>();
    private @Nullable ClassTimes planned;
    private volatile Set<String> who = Set.of();

    private record Waits(Client client, boolean mayStart) {}

    /**
     * Somebody waits from now on.
     *
     * @param mayStart is staff and may start the class
     * @param times when the class is planned; null when it is not
     */
    void enter(Client client, boolean mayStart, @Nullable ClassTimes times) {
        planned = times;
        Waits former = clients.put(client.id(), new Waits(client, mayStart));
        if (former != null) {
            former.client().disconnect(Wire.ELSEWHERE, "joined elsewhere");
        }
        who = Set.copyOf(clients.keySet());
        tell(new Waits(client, mayStart));
        tellStaff(client.id());
    }

    /** The class is planned for another time now, or not any more. */
    void planned(@Nullable ClassTimes times) {
        planned = times;
        clients.values().forEach(this::tell);
    }

    /** The client of this wire, if it waits. */
    @Nullable
    Client on(Wire wire, String person) {
        Waits waits = clients.get(person);
        return waits != null && waits.client().isOn(wire) ? waits.client() : null;
    }

    void leave(String person) {
        clients.remove(person);
        who = Set.copyOf(clients.keySet());
        tellStaff(person);
    }

    /** Everybody, who waits no more. */
    List<Client> leaveAll() {
        List<Client> all = clients.values().stream().map(Waits::client).toList();
        clients.clear();
        who = Set.of();
        return all;
    }

    /** People who wait; any thread. */
    Set<String> who() {
        return who;
    }

    private void tellStaff(String butFor) {
        clients.values().stream()
                .filter(one -> one.mayStart() && !one.client().id().equals(butFor))
                .forEach(this::tell);
    }

    private void tell(Waits one) {
        Integer people = one.mayStart()
                ? (Integer) (int) clients.values().stream()
                        .filter(other -> other.client().person().role() != Role.HOST)
                        .count()
                : null;
        one.client().say(Speech.waiting(planned, people));
    }
}
