package lectern.bridge.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import lectern.bridge.net.Path;
import lectern.bridge.net.UdpPath;
import lectern.bridge.stun.StunIntegrity;
import lectern.bridge.stun.StunMessage;
import lectern.bridge.stun.StunWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IceLiteTest {
    private static final Path HOME = new UdpPath(new InetSocketAddress("192.0.2.1", 1000));
    private static final Path MOBILE = new UdpPath(new InetSocketAddress("192.0.2.2", 2000));
    private static final long SECOND = 1_000_000_000L;

    private final SecureRandom random = new SecureRandom();
    private final IceLite ice = new IceLite(IceCredentials.random(random));
    private final IceCredentials theirs = IceCredentials.random(random);
    private long now = -7 * SECOND;

    private IceOutcome check(IceCredentials to, String pwd, boolean nominate, Path from) {
        StunWriter writer = request(to.ufrag() + ":" + theirs.ufrag()).controlling(1);
        if (nominate) {
            writer.useCandidate();
        }
        return handle(writer.integrity(new StunIntegrity(pwd)).fingerprint().toBytes(), from);
    }

    private IceOutcome check(boolean nominate, Path from) {
        return check(ice.local(), ice.local().pwd(), nominate, from);
    }

    private StunWriter request(String username) {
        byte[] id = new byte[12];
        random.nextBytes(id);
        return new StunWriter(StunMessage.BINDING_REQUEST, id)
                .username(username)
                .priority(1);
    }

    private IceOutcome handle(byte[] bytes, Path from) {
        return ice.handle(bytes, 0, bytes.length, from, now);
    }

    private static StunMessage response(IceOutcome outcome) {
        byte @Nullable [] bytes = outcome.response();
        return Objects.requireNonNull(StunMessage.parse(Objects.requireNonNull(bytes), 0, bytes.length));
    }

    @Test
    void theFirstAuthenticCheckSelectsThePathAndIsAnswered() {
        IceOutcome outcome = check(true, HOME);
        assertThat(outcome.kind()).isEqualTo(IceOutcome.Kind.SELECTED);
        assertThat(ice.remote()).isEqualTo(HOME);
        StunMessage response = response(outcome);
        assertThat(response.type()).isEqualTo(StunMessage.BINDING_SUCCESS);
        assertThat(response.mappedAddress()).isEqualTo(HOME.remote());
        assertThat(response.authentic(new StunIntegrity(ice.local().pwd()))).isTrue();
        assertThat(response.fingerprintMatches()).isTrue();
    }

    @Test
    void aWrongPasswordChangesNothing() {
        IceOutcome outcome = check(ice.local(), theirs.pwd(), true, HOME);
        assertThat(outcome.kind()).isEqualTo(IceOutcome.Kind.REFUSED);
        assertThat(outcome.response()).as("a forged source would get it").isNull();
        assertThat(ice.remote()).isNull();
    }

    @Test
    void aCheckWithoutIntegrityIsNotAnswered() {
        byte[] bare = request(ice.local().ufrag() + ":" + theirs.ufrag())
                .controlling(1)
                .fingerprint()
                .toBytes();
        assertThat(handle(bare, HOME).kind()).isEqualTo(IceOutcome.Kind.REFUSED);
        assertThat(handle(bare, HOME).response()).isNull();
        assertThat(ice.remote()).isNull();
    }

    @Test
    void afterTheAnswerOnlyItsFragmentCounts() {
        ice.answered(IceCredentials.random(random));
        assertThat(check(true, HOME).kind()).isEqualTo(IceOutcome.Kind.REFUSED);
        ice.answered(theirs);
        assertThat(check(true, HOME).kind()).isEqualTo(IceOutcome.Kind.SELECTED);
    }

    @Test
    void aPeerThatWantsToBeControlledHearsOfTheConflict() {
        byte[] controlled = request(ice.local().ufrag() + ":" + theirs.ufrag())
                .controlled(9)
                .integrity(new StunIntegrity(ice.local().pwd()))
                .fingerprint()
                .toBytes();
        assertThat(response(handle(controlled, HOME)).errorCode()).isEqualTo(487);
        assertThat(ice.remote()).isNull();
    }

    @Test
    void onlyANominationMovesThePath() {
        check(true, HOME);
        assertThat(check(false, MOBILE).kind()).isEqualTo(IceOutcome.Kind.CHECKED);
        assertThat(ice.remote()).isEqualTo(HOME);
        assertThat(check(true, MOBILE).kind()).isEqualTo(IceOutcome.Kind.CHANGED);
        assertThat(ice.remote()).isEqualTo(MOBILE);
    }

    @Test
    void afterTheLossOfAConnectionAnyAuthenticCheckSelectsAnother() {
        check(true, HOME);
        ice.lost(MOBILE);
        assertThat(ice.remote()).as("another one was lost").isEqualTo(HOME);
        ice.lost(HOME);
        assertThat(ice.remote()).isNull();
        now += 16 * SECOND;
        assertThat(ice.consentExpired(now)).isTrue();
        assertThat(check(false, MOBILE).kind()).isEqualTo(IceOutcome.Kind.CHANGED);
        assertThat(ice.remote()).isEqualTo(MOBILE);
        assertThat(ice.consentExpired(now)).isFalse();
    }

    private static byte[] answer(ReturnCheck question, String password) {
        byte[] request = question.request();
        StunMessage check = Objects.requireNonNull(StunMessage.parse(request, 0, request.length));
        return new StunWriter(StunMessage.BINDING_SUCCESS, check.transactionId())
                .integrity(new StunIntegrity(password))
                .fingerprint()
                .toBytes();
    }

    @Test
    void aPathThatIsNotProvenIsTakenFirstButNeverInPlaceOfAnother() {
        Set<Path> proven = new HashSet<>();
        IceLite careful = new IceLite(ice.local(), proven::contains);
        careful.answered(theirs);
        byte[] nominating = request(ice.local().ufrag() + ":" + theirs.ufrag())
                .controlling(1)
                .useCandidate()
                .integrity(new StunIntegrity(ice.local().pwd()))
                .fingerprint()
                .toBytes();
        careful.handle(nominating, 0, nominating.length, HOME, now);
        assertThat(careful.remote()).isEqualTo(HOME);
        IceOutcome elsewhere = careful.handle(nominating, 0, nominating.length, MOBILE, now);
        assertThat(elsewhere.kind()).isEqualTo(IceOutcome.Kind.CHECKED);
        assertThat(careful.remote()).isEqualTo(HOME);
        assertThat(careful.proven(HOME, now)).isFalse();
        assertThat(careful.proven(MOBILE, now)).isTrue();
        assertThat(careful.remote()).isEqualTo(MOBILE);

        proven.add(HOME);
        careful.handle(nominating, 0, nominating.length, HOME, now);
        assertThat(careful.remote()).as("proven already").isEqualTo(HOME);
    }

    @Test
    void whoAnswersOurCheckUnderItsPasswordReceivesThere() {
        assertThat(ice.returnCheck(null, random)).as("nobody has checked").isNull();
        check(true, HOME);
        assertThat(ice.returnCheck(null, random)).as("no answer, no password").isNull();
        ice.answered(theirs);
        ReturnCheck question = Objects.requireNonNull(ice.returnCheck(null, random));
        byte[] right = answer(question, theirs.pwd());
        byte[] wrong = answer(question, ice.local().pwd());
        ReturnCheck other = Objects.requireNonNull(ice.returnCheck(null, random));
        assertThat(question.isAnswer(right, 0, right.length)).isTrue();
        assertThat(question.isAnswer(wrong, 0, wrong.length)).isFalse();
        assertThat(other.isAnswer(right, 0, right.length)).isFalse();
        assertThat(ice.returnCheck(question, random)).isSameAs(question);
        ice.restart(IceCredentials.random(random));
        ice.answered(IceCredentials.random(random));
        assertThat(ice.returnCheck(question, random))
                .as("the former ones are still in use")
                .isSameAs(question);
    }

    @Test
    void consentEndsFifteenSecondsAfterTheLastCheckOfThePath() {
        assertThat(ice.consentExpired(now)).isFalse();
        check(true, HOME);
        now += 14 * SECOND;
        assertThat(ice.consentExpired(now)).isFalse();
        check(false, MOBILE);
        now += 2 * SECOND;
        assertThat(ice.consentExpired(now)).isTrue();
        check(false, HOME);
        assertThat(ice.consentExpired(now)).isFalse();
    }

    @Test
    void aRestartKeepsTheOldCredentialsUntilTheNewPathWorks() {
        ice.answered(theirs);
        check(true, HOME);
        IceCredentials old = ice.local();
        ice.restart(IceCredentials.random(random));
        assertThat(ice.knows(old.ufrag())).isTrue();
        assertThat(check(old, old.pwd(), false, HOME).kind()).isEqualTo(IceOutcome.Kind.CHECKED);
        assertThat(ice.remote()).isEqualTo(HOME);
        assertThat(check(true, MOBILE).kind()).isEqualTo(IceOutcome.Kind.CHANGED);
        assertThat(ice.knows(old.ufrag())).isFalse();
        assertThat(check(old, old.pwd(), true, HOME).kind()).isEqualTo(IceOutcome.Kind.REFUSED);
        assertThat(ice.remote()).isEqualTo(MOBILE);
    }

    @Test
    void theServersFragmentIsReadFromTheUsername() {
        byte[] bytes = request(ice.local().ufrag() + ":" + theirs.ufrag()).toBytes();
        assertThat(IceLite.serverUfrag(bytes, 0, bytes.length))
                .isEqualTo(ice.local().ufrag());
        byte[] none = request("nobody").toBytes();
        assertThat(IceLite.serverUfrag(none, 0, none.length)).isNull();
        assertThat(IceLite.serverUfrag(new byte[20], 0, 20)).isNull();
    }

    @Test
    void responsesAndIndicationsAreIgnored() {
        byte[] id = new byte[12];
        byte[] success = new StunWriter(StunMessage.BINDING_SUCCESS, id)
                .integrity(new StunIntegrity(ice.local().pwd()))
                .toBytes();
        assertThat(handle(success, HOME).kind()).isEqualTo(IceOutcome.Kind.IGNORED);
        byte[] indication =
                new StunWriter(StunMessage.BINDING_INDICATION, id).fingerprint().toBytes();
        assertThat(handle(indication, HOME).response()).isNull();
    }

    @Test
    void credentialsAreLongAndDiffer() {
        assertThat(ice.local().ufrag()).hasSize(12);
        assertThat(ice.local().pwd()).hasSize(32);
        assertThat(ice.local()).isNotEqualTo(theirs);
        assertThat(theirs.toString()).doesNotContain(theirs.pwd());
        assertThat(IceCredentials.valid("a b", "x".repeat(22))).isFalse();
    }

    @Test
    void noAnswerIsLongerThanItsRequest() {
        for (int round = 0; round < 3_000; round++) {
            String user = ice.local().ufrag() + ":" + "x".repeat(random.nextInt(20));
            StunWriter writer = request(random.nextInt(10) == 0 ? "nobody" : user);
            if (random.nextBoolean()) {
                writer.controlling(1);
            } else if (random.nextBoolean()) {
                writer.controlled(1);
            }
            if (random.nextInt(8) != 0) {
                String password =
                        random.nextInt(8) == 0 ? "x".repeat(22) : ice.local().pwd();
                writer.integrity(new StunIntegrity(password));
            }
            byte[] request = random.nextBoolean() ? writer.fingerprint().toBytes() : writer.toBytes();
            byte[] answer = handle(request, HOME).response();
            assertThat(answer == null ? 0 : answer.length).isLessThanOrEqualTo(request.length);
        }
    }
}
