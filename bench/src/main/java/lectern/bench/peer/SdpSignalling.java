package lectern.bench.peer;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lectern's way: the server's own offer, the peer's answer. */
public final class SdpSignalling implements Signalling {
    private final Offers offers;
    private final Answers answers;
    private final Leaving leaving;
    private @Nullable OfferedSession offered;

    /** Asks for an offer. */
    public interface Offers {
        String offer() throws IOException;
    }

    /** Delivers an answer. */
    public interface Answers {
        void answer(String sdp) throws IOException;
    }

    /** Leaves. */
    public interface Leaving {
        void leave() throws IOException;
    }

    public SdpSignalling(Offers offers, Answers answers, Leaving leaving) {
        this.offers = offers;
        this.answers = answers;
        this.leaving = leaving;
    }

    @Override
    public RemoteSession join(LocalSession own) throws IOException {
        OfferedSession offer = OfferedSession.parse(offers.offer());
        offered = offer;
        return offer.remote();
    }

    @Override
    public void finish(LocalSession own) throws IOException {
        OfferedSession offer = offered;
        if (offer == null) {
            throw new IllegalStateException("finish comes after join");
        }
        answers.answer(offer.answer(own.ice(), own.fingerprint()));
    }

    @Override
    public void close() throws IOException {
        leaving.leave();
    }
}
