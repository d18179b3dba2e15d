package lectern.bench.bridge;

/**
 * One measurement.
 *
 * @param forwarded packets that arrived, per second
 * @param delivered part of what should have arrived
 * @param microsPerPacket of the server's processor time
 * @param loopMicrosPerPacket of the media loop alone, 0 where the server has none of ours
 * @param compilerCore part of a core that the just-in-time compiler took meanwhile
 * @param collectorCore part of a core that the garbage collector took
 * @param serverCore part of a core
 * @param generatorCore part of a core
 * @param p50 in milliseconds, as the other delays
 */
record Sample(
        double forwarded,
        double delivered,
        double microsPerPacket,
        double loopMicrosPerPacket,
        double compilerCore,
        double collectorCore,
        double serverCore,
        double generatorCore,
        double p50,
        double p99,
        double p999,
        double load) {
    /** The clients' own core is full, so delays and losses are theirs. */
    boolean generatorIsTheLimit() {
        return generatorCore > 0.9;
    }
}
