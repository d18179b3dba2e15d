// A person of a conference, as a page: one peer connection that answers the server's one offer.
export const post = async (path, body = "") => {
  const response = await fetch(path, { method: "POST", body: String(body) });
  if (!response.ok) throw new Error(path + ": " + (await response.text()));
  return response.text();
};
export const tell = (name, value) => post("/result/" + name, value);
/** Asks until it holds. The limit is for a machine on which several browsers share a processor; it ends no good run. */
export const until = async (what, holds, seconds = 60) => {
  const from = performance.now();
  let told = false;
  for (;;) {
    const value = await holds();
    if (value) {
      if (told) await tell(document.title + "-waits", "nothing in particular");
      return value;
    }
    const waited = (performance.now() - from) / 1000;
    if (waited > seconds) throw new Error("waited in vain for " + what);
    if (waited > 5 && !told) {
      told = true;
      await tell(document.title + "-waits", what);
    }
    await sleep(100);
  }
};
/** Waits for another page's word, which may take a browser that was never started before minutes. */
export const said = (name) =>
  until("the word " + name, async () => (await post("/results")).split("\n").some((l) => l.startsWith(name + "=")), 180);
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const sound = new AudioContext();

/** A person whose picture has one colour and whose sound is one tone. */
export class Person {
  constructor(id, colour, frequency) {
    Object.assign(this, { id, colour, frequency, messages: [], negotiations: 0, elements: {} });
    const canvas = document.createElement("canvas");
    canvas.width = 640;
    canvas.height = 360;
    const context = canvas.getContext("2d");
    let n = 0;
    setInterval(() => {
      context.fillStyle = colour;
      context.fillRect(0, 0, 640, 360);
      context.fillStyle = "white";
      context.fillRect((n++ * 7) % 640, 300, 40, 40);
    }, 50);
    this.video = canvas.captureStream(20).getVideoTracks()[0];
    const tone = sound.createOscillator();
    tone.frequency.value = frequency;
    const out = sound.createMediaStreamDestination();
    tone.connect(out);
    tone.start();
    this.audio = out.stream.getAudioTracks()[0];
  }

  async join(devices = true) {
    // Without a sound card Firefox's AudioContext stands still; its fake microphone gives a tone.
    if (navigator.userAgent.includes("Firefox/")) {
      this.audio = (await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks()[0];
    }
    const pc = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
    this.pc = pc;
    pc.ontrack = ({ transceiver, track }) => {
      const element = document.createElement(track.kind);
      element.srcObject = new MediaStream([track]);
      element.autoplay = true;
      element.muted = track.kind === "video";
      this.elements[transceiver.mid] = element;
      document.body.append(element);
    };
    this.data = pc.createDataChannel("live");
    this.data.onmessage = (event) => this.messages.push(event.data);
    let sdp = await post("/join/" + this.id);
    if (this.relay) sdp = sdp.replace(/(a=candidate:.* )\d+( typ host)/g, `$1${this.relay}$2`);
    await pc.setRemoteDescription({ type: "offer", sdp });
    const line = (mid) => pc.getTransceivers().find((transceiver) => transceiver.mid === mid);
    for (const mid of ["mic", "cam", "scr", "sca"]) line(mid).direction = "sendonly";
    if (devices) {
      await line("mic").sender.replaceTrack(this.audio);
      await line("cam").sender.replaceTrack(this.video);
    }
    await this.answer();
    const camera = line("cam").sender;
    const parameters = camera.getParameters();
    parameters.encodings.forEach((encoding) =>
      Object.assign(
        encoding,
        encoding.rid === "l"
          ? { scaleResolutionDownBy: 2, maxBitrate: 90000, maxFramerate: 15 }
          : { scaleResolutionDownBy: 1, maxBitrate: 210000 },
      ),
    );
    // A busy processor is no reason for a smaller picture here: layers are told by their height.
    parameters.degradationPreference = "maintain-resolution";
    await camera.setParameters(parameters);
    await until(this.id + "'s connection", () => pc.connectionState === "connected");
    await until(this.id + "'s channel", () => this.data.readyState === "open");
    pc.onnegotiationneeded = () => this.negotiations++;
  }

  async answer() {
    await this.pc.setLocalDescription();
    await post("/answer/" + this.id, this.pc.localDescription.sdp);
  }

  async restart() {
    await this.pc.setRemoteDescription({ type: "offer", sdp: await post("/restart/" + this.id) });
    await this.answer();
  }

  /** mid -> "person/KIND" */
  async slots() {
    return JSON.parse(await post("/slots/" + this.id));
  }

  async slotOf(source) {
    const slots = await this.slots();
    return Object.keys(slots).find((mid) => slots[mid] === source);
  }

  async inbound(mid, field) {
    let value = 0;
    const receiver = this.pc.getTransceivers().find((t) => t.mid === mid).receiver;
    (await receiver.getStats()).forEach((report) => {
      if (report.type === "inbound-rtp") value = report[field] ?? 0;
    });
    return value;
  }

  /** Waits until a slot's picture has somebody's colour and goes on. */
  async sees(other) {
    let shown;
    await until(this.id + " to see " + other.id, async () => {
      const mid = await this.slotOf(other.id + "/CAMERA");
      shown = mid && [mid, await this.inbound(mid, "framesDecoded")];
      return mid && this.colourOf(mid) === other.colour;
    });
    await until("frames of " + other.id, async () => (await this.inbound(shown[0], "framesDecoded")) > shown[1] + 10);
    return shown[0];
  }

  colourOf(mid) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    const context = canvas.getContext("2d");
    context.drawImage(this.elements[mid], 0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    if (red > 2 * green && red > 2 * blue) return "red";
    if (green > 2 * red && green > 2 * blue) return "green";
    return blue > 2 * red && blue > 2 * green ? "blue" : "?";
  }

  async hears(other) {
    const mid = await until("a slot of " + other.id, () => this.slotOf(other.id + "/MIC"));
    const before = await this.inbound(mid, "totalAudioEnergy");
    await until(this.id + " to hear " + other.id, async () => (await this.inbound(mid, "totalAudioEnergy")) > before + 0.01);
    return mid;
  }
}
