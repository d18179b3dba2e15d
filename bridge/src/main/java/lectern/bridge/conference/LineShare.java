package lectern.bridge.conference;

import java.util.ArrayList;
import java.util.List;
import lectern.bridge.SourceKind;
import lectern.bridge.congestion.Allocator;
import lectern.bridge.simulcast.LayerChoice;
import org.jspecify.annotations.Nullable;

/** Shares a receiver's line among the pictures in its slots. Sound is taken off first and never dropped. */
final class LineShare {
    /** Until a layer's rate is known: its cap, with what packets add. */
    private static final long LOW_BITS = 110_000;

    private static final long HIGH_BITS = 240_000;
    private static final long SCREEN_BITS = 400_000;
    /** Somebody may begin to speak at any time. */
    private static final long LEAST_SOUND_BITS = 55_000;

    /** Ranks: what everybody looks at, who speaks, and who is there. */
    private static final int STAGE = 0;

    private static final int SPEAKER = 1;
    private static final int TILE = 2;
    /** A picture this much taller than the next one is the one that matters, in percent. */
    private static final int STAGE_PERCENT = 150;

    /** Aims each slot with a source at a layer, or pauses it; true when the receiver has to be told. */
    boolean share(Endpoint endpoint, long now) {
        Receiver receiver = endpoint.receiver();
        int stage = stageHeight(endpoint);
        List<Slot> slots = new ArrayList<>();
        List<Allocator.Wish> wishes = new ArrayList<>();
        for (Slot slot : receiver.video()) {
            Source source = slot.source();
            int wanted = source == null ? LayerChoice.NONE : source.choose(endpoint.height(source.key), now);
            if (source != null && wanted != LayerChoice.NONE) {
                slots.add(slot);
                wishes.add(wish(slot, source, rank(endpoint, source, stage), wanted, now));
            } else {
                slot.wants(LayerChoice.NONE);
            }
        }
        long sound = sound(receiver, now);
        long usable = receiver.line().usable();
        receiver.line().wanted(sound + Allocator.wanted(wishes));
        int[] layers = Allocator.share(wishes, usable == Long.MAX_VALUE ? usable / 2 : usable - sound);
        boolean news = false;
        for (int i = 0; i < layers.length; i++) {
            aim(slots.get(i), layers[i], now);
        }
        for (Slot slot : receiver.video()) {
            news |= slot.tellsPause(now);
        }
        return news;
    }

    private static Allocator.Wish wish(Slot slot, Source source, int rank, int wanted, long now) {
        long low = source.hopeful(LayerChoice.LOW, now) || source.key.kind() == SourceKind.SCREEN
                ? bits(source, LayerChoice.LOW, now)
                : 0;
        long high = wanted == LayerChoice.HIGH ? bits(source, LayerChoice.HIGH, now) : 0;
        int before = slot.paused() ? Allocator.PAUSED : Math.max(LayerChoice.LOW, slot.wanted());
        return new Allocator.Wish(rank, low, high, before);
    }

    private static long bits(Source source, int index, long now) {
        Layer layer = source.layer(index);
        long measured = layer == null ? 0 : layer.bitsPerSecond(now);
        if (measured > 0) {
            return measured;
        }
        return source.key.kind() == SourceKind.SCREEN ? SCREEN_BITS : index == LayerChoice.HIGH ? HIGH_BITS : LOW_BITS;
    }

    /** How tall a camera must be shown to be on the stage. */
    private static int stageHeight(Endpoint endpoint) {
        int tallest = 0;
        int next = 0;
        for (Slot slot : endpoint.receiver().video()) {
            Source source = slot.source();
            int height = source == null ? 0 : endpoint.height(source.key);
            if (height > tallest) {
                next = tallest;
                tallest = height;
            } else {
                next = Math.max(next, height);
            }
        }
        return tallest > LayerChoice.LOW_HEIGHT && tallest >= next * STAGE_PERCENT / 100 ? tallest : Integer.MAX_VALUE;
    }

    private static int rank(Endpoint endpoint, Source source, int stage) {
        if (source.key.kind() == SourceKind.SCREEN || endpoint.height(source.key) >= stage) {
            return STAGE;
        }
        Source mic = source.endpoint.publisher().source(SourceKind.MIC);
        return mic != null && mic.speaker.speaking() ? SPEAKER : TILE;
    }

    private static long sound(Receiver receiver, long now) {
        long bits = 0;
        for (Slot slot : receiver.audio()) {
            Source source = slot.source();
            Layer layer = source == null ? null : source.layer(LayerChoice.LOW);
            bits += layer == null ? 0 : layer.bitsPerSecond(now);
        }
        return Math.max(LEAST_SOUND_BITS, bits);
    }

    private static void aim(Slot slot, int layer, long now) {
        Source source = slot.source();
        if (layer == Allocator.PAUSED || source == null) {
            slot.wants(LayerChoice.LOW);
            slot.pause(now);
            return;
        }
        slot.wants(layer);
        slot.aim(target(slot, source, layer, now));
    }

    /** A high layer that has to be sent first is waited for with the low one on the screen. */
    private static @Nullable Layer target(Slot slot, Source source, int layer, long now) {
        Layer low = source.layer(LayerChoice.LOW);
        Layer chosen = source.layer(layer);
        boolean waiting = layer == LayerChoice.HIGH && chosen != null && !chosen.alive(now);
        return waiting && low != null && low.alive(now) && !slot.showing() ? low : chosen;
    }
}
