package lectern.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import lectern.classroom.Address;
import lectern.classroom.ClassCommand;
import lectern.classroom.Media;
import lectern.classroom.ModeCommand;
import lectern.classroom.PersonCommand;
import lectern.classroom.RoomCommand;
import lectern.web.Json;
import org.junit.jupiter.api.Test;

class DecoderTest {
    static final Map<String, Incoming> GOOD = Map.ofEntries(
            Map.entry("{'type':'hello','v':1,'token':'t','tiles':25}", new Incoming.Hello("t", 25, false, false)),
            Map.entry(
                    "{'type':'hello','v':1,'token':'t','tiles':1,'resume':true}",
                    new Incoming.Hello("t", 1, true, false)),
            Map.entry(
                    "{'type':'hello','v':1,'token':'t','tiles':1,'early':true}",
                    new Incoming.Hello("t", 1, false, true)),
            Map.entry("{'type':'answer','sdp':'v=0\\r\\n'}", new Incoming.Answer("v=0\r\n")),
            Map.entry("{'type':'restart'}", new Incoming.Restart()),
            Map.entry("{'type':'rejoin'}", new Incoming.Rejoin()),
            Map.entry("{'type':'resync'}", new Incoming.Resync()),
            Map.entry(
                    "{'type':'view','tiles':[{'person':'a','kind':'screen','height':720}]}",
                    new Incoming.View(List.of(new Media.Tile("a", true, 720)))),
            Map.entry(
                    "{'type':'device','mic':true,'camera':false,'screen':true}",
                    wish(new PersonCommand.Device(true, false, true))),
            Map.entry("{'type':'hand','up':true}", wish(new PersonCommand.Hand(true))),
            Map.entry("{'type':'chat','text':' hi\\nthere '}", wish(new PersonCommand.Chat("hi\nthere"))),
            Map.entry("{'type':'lowerHand','person':'a'}", wish(new PersonCommand.LowerHand("a"))),
            Map.entry("{'type':'mute','person':'a','on':false}", wish(new PersonCommand.Mute("a", false))),
            Map.entry("{'type':'muteAll','on':true}", wish(new PersonCommand.MuteAll(true))),
            Map.entry(
                    "{'type':'openRooms','rooms':[{'name':'R','people':['a','b']}],'minutes':null}",
                    wish(new RoomCommand.Open(List.of(new RoomCommand.Open.Plan("R", List.of("a", "b"))), null))),
            Map.entry("{'type':'move','person':'a','room':2}", wish(new RoomCommand.Move("a", 2))),
            Map.entry("{'type':'visit','room':0}", wish(new RoomCommand.Visit(0))),
            Map.entry("{'type':'announce','text':'now'}", wish(new RoomCommand.Announce("now"))),
            Map.entry("{'type':'peek','room':3}", wish(new ModeCommand.Peek(3))),
            Map.entry("{'type':'peek','room':null}", wish(new ModeCommand.Peek(null))),
            Map.entry("{'type':'talk','to':'here'}", wish(new ModeCommand.Talk(null))),
            Map.entry("{'type':'talk','to':'room','room':0}", wish(new ModeCommand.Talk(Address.room(0)))),
            Map.entry("{'type':'talk','to':'person','person':'a'}", wish(new ModeCommand.Talk(Address.person("a")))),
            Map.entry("{'type':'talk','to':'rooms'}", wish(new ModeCommand.Talk(Address.ROOMS))),
            Map.entry(
                    "{'type':'rules','seeHostsOnly':true,'hearHostsOnly':false}",
                    wish(new ModeCommand.SetRules(true, false))),
            Map.entry("{'type':'hide','on':true}", wish(new ModeCommand.Hide(true))),
            Map.entry("{'type':'roomsTimer','minutes':240}", wish(new RoomCommand.Timer(240))),
            Map.entry("{'type':'closeRooms','notice':60}", wish(new RoomCommand.Close(60))),
            Map.entry("{'type':'record','on':true}", wish(new ClassCommand.SetRecording(true))),
            Map.entry("{'type':'end'}", wish(new ClassCommand.End())),
            Map.entry("{'type':'leave','id':9,'more':{}}", wish(new ClassCommand.Leave())));

    static final List<String> BAD = List.of(
            "",
            "nonsense",
            "[1]",
            "'text'",
            "{'type':'hello','v':2,'token':'t','tiles':9}",
            "{'type':'hello','v':1,'token':'','tiles':9}",
            "{'type':'hello','v':1,'token':'t','tiles':26}",
            "{'type':'hello','v':1,'token':'t','tiles':1.5}",
            "{'type':'hello','v':1,'token':'t','tiles':1,'resume':'yes'}",
            "{'type':'answer'}",
            "{'type':'view','tiles':[{'person':'a','kind':'mic','height':1}]}",
            "{'type':'view','tiles':[{'person':'a','kind':'camera','height':-1}]}",
            "{'type':'view','tiles':[7]}",
            "{'type':'device','mic':1,'camera':false,'screen':true}",
            "{'type':'hand'}",
            "{'type':'hand','up':'true'}",
            "{'type':'chat','text':'   '}",
            "{'type':'chat','text':'a\\u0000b'}",
            "{'type':'chat','text':'\\ud83d'}",
            "{'type':'chat','text':5}",
            "{'type':'openRooms','rooms':[]}",
            "{'type':'openRooms','rooms':[{'name':'','people':[]}]}",
            "{'type':'openRooms','rooms':[{'name':'R','people':[1]}]}",
            "{'type':'openRooms','rooms':[{'name':'R','people':[],'group':'7'}]}",
            "{'type':'openRooms','rooms':[{'name':'R','people':[],'group':0}]}",
            "{'type':'openRooms','rooms':[{'name':'R','people':[]}],'minutes':0}",
            "{'type':'openRooms','rooms':[{'name':'R','people':[]}],'minutes':241}",
            "{'type':'move','person':'','room':2}",
            "{'type':'move','person':'a','room':-1}",
            "{'type':'visit','room':99999999999}",
            "{'type':'peek','room':-1}",
            "{'type':'talk'}",
            "{'type':'talk','to':'nobody'}",
            "{'type':'talk','to':'room'}",
            "{'type':'talk','to':'person','person':''}",
            "{'type':'rules','seeHostsOnly':true}",
            "{'type':'hide'}",
            "{'type':'closeRooms','notice':61}",
            "{'type':'end','id':'x'}",
            "{'type':'Object'}",
            "{'type':null}",
            "{}");

    private static Incoming wish(lectern.classroom.Command command) {
        return new Incoming.Wish(command);
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void everyMessageOfTheProtocolIsRead() {
        GOOD.forEach((text, message) ->
                assertThat(Decoder.decode(json(text)).message()).as(text).isEqualTo(message));
        assertThat(Decoder.decode(json("{'type':'leave','id':9}")).id()).isEqualTo(9);
    }

    @Test
    void whatIsNotAsItMustBeIsRefusedWithASentence() {
        BAD.forEach(text -> {
            Decoder.Decoded decoded = Decoder.decode(json(text));
            assertThat(decoded.message()).as(text).isNull();
            assertThat(decoded.problem()).as(text).isNotBlank();
        });
    }

    @Test
    void roomsAndTilesHaveLimits() {
        String room = "{'name':'R','people':[]}";
        assertThat(decodeRooms(String.join(",", java.util.Collections.nCopies(50, room)))
                        .message())
                .isNotNull();
        assertThat(decodeRooms(String.join(",", java.util.Collections.nCopies(51, room)))
                        .problem())
                .isNotNull();
    }

    private static Decoder.Decoded decodeRooms(String rooms) {
        return Decoder.decode(json("{'type':'openRooms','rooms':[" + rooms + "]}"));
    }

    @Test
    void aMessageOf16KiBIsReadAndOneByteMoreIsNot() {
        String empty = json("{'type':'hand','up':true,'pad':''}");
        String fits = empty.replace("\"\"", "\"" + "é".repeat((Decoder.MAX_BYTES - empty.length()) / 2) + "\"");
        assertThat(Decoder.decode(fits).message()).isNotNull();
        assertThat(Decoder.decode(fits + "   ").problem()).contains("too long");
    }

    /** Whatever comes: a message or a sentence, never an exception, and quickly. */
    @Test
    void noInputBreaksTheDecoder() {
        Random random = new Random(5);
        List<String> seeds =
                GOOD.keySet().stream().sorted().map(DecoderTest::json).toList();
        long started = System.nanoTime();
        for (int i = 0; i < 20_000; i++) {
            String text = mutate(seeds.get(random.nextInt(seeds.size())), random);
            Decoder.Decoded decoded = Decoder.decode(text);
            assertThat(decoded.message() == null).as(text).isEqualTo(decoded.problem() != null);
        }
        assertThat(System.nanoTime() - started).isLessThan(TimeUnit.MINUTES.toNanos(5));
    }

    private static String mutate(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int n = 1 + random.nextInt(4); n > 0 && mutated.length() > 0; n--) {
            int at = random.nextInt(mutated.length());
            switch (random.nextInt(4)) {
                case 0 -> mutated.deleteCharAt(at);
                case 1 -> mutated.insert(at, (char) random.nextInt(0x10000));
                case 2 -> mutated.setCharAt(at, "{}[]\",:0-e\\".charAt(random.nextInt(11)));
                default -> mutated.insert(at, mutated.substring(at, Math.min(mutated.length(), at + 20)));
            }
        }
        return mutated.toString();
    }

    /** Fields of random types and sizes: what is read is always within the limits. */
    @Test
    void whatIsReadIsWithinItsLimits() {
        Random random = new Random(6);
        for (int i = 0; i < 5_000; i++) {
            ObjectNode message = Json.shared().createObjectNode().put("type", "closeRooms");
            switch (random.nextInt(4)) {
                case 0 -> message.put("notice", random.nextInt(200) - 70);
                case 1 -> message.put("notice", random.nextDouble() * 60);
                case 2 -> message.put("notice", String.valueOf(random.nextInt(60)));
                default -> message.put("notice", random.nextLong());
            }
            if (Decoder.decode(message.toString()).message() instanceof Incoming.Wish wish
                    && wish.command() instanceof RoomCommand.Close close) {
                assertThat(close.notice()).isBetween(0, 60);
                assertThat(message.path("notice").isInt()).isTrue();
            }
        }
    }

    @Test
    void theTokenIsNotInTheMessagesText() {
        assertThat(new Incoming.Hello("secret", 9, false, false).toString()).doesNotContain("secret");
    }
}
