// Recording one word: the microphone's sound becomes a short WAV, which every television plays, and goes with the form
// beside it. Where a browser cannot record, the buttons stay hidden and files can be sent.
(() => {
  "use strict";

  const RATE = 22050, LONGEST = 6000; // samples a second; milliseconds
  const LOUD = 0.02, AROUND = 0.08; // what counts as heard; seconds that stay before and after it
  const list = document.getElementById("voices"), status = document.getElementById("recorder");
  const Context = window.AudioContext || window.webkitAudioContext;
  if (!navigator.mediaDevices || !window.MediaRecorder || !Context || !window.DataTransfer) return;
  let running = null;

  const say = (words) => { status.textContent = words; };
  const samples = (blob) => blob.arrayBuffer()
    .then((bytes) => new Context().decodeAudioData(bytes))
    .then((heard) => {
      const offline = new OfflineAudioContext(1, Math.ceil(heard.duration * RATE), RATE); // one voice, one channel
      const source = offline.createBufferSource();
      source.buffer = heard;
      source.connect(offline.destination);
      source.start();
      return offline.startRendering();
    })
    .then((one) => one.getChannelData(0));

  function spoken(all) { // without the silence around it
    const loud = (sample) => Math.abs(sample) > LOUD;
    const first = all.findIndex(loud);
    let last = all.length - 1;
    while (last > first && !loud(all[last])) last -= 1;
    const around = Math.round(AROUND * RATE);
    return first < 0 ? null : all.subarray(Math.max(first - around, 0), Math.min(last + around, all.length));
  }

  function wav(sound) { // a header of 44 bytes, then 16 bits a sample
    const view = new DataView(new ArrayBuffer(44 + 2 * sound.length));
    const words = (at, text) => { for (let i = 0; i < text.length; i += 1) view.setUint8(at + i, text.charCodeAt(i)); };
    words(0, "RIFF"); view.setUint32(4, 36 + 2 * sound.length, true); words(8, "WAVEfmt ");
    view.setUint32(16, 16, true); view.setUint16(20, 1, true); view.setUint16(22, 1, true);
    view.setUint32(24, RATE, true); view.setUint32(28, 2 * RATE, true); view.setUint16(32, 2, true); view.setUint16(34, 16, true);
    words(36, "data"); view.setUint32(40, 2 * sound.length, true);
    const loudest = sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    sound.forEach((sample, at) => { view.setInt16(44 + 2 * at, 0.9 * 32767 * sample / loudest, true); }); // all words equally loud
    return view.buffer;
  }

  function send(form, blob) {
    samples(blob).then((all) => {
      const heard = spoken(all);
      if (!heard) { say(list.dataset.silent); return; }
      const carried = new DataTransfer();
      carried.items.add(new File([wav(heard)], form.elements.name.value + ".wav", { type: "audio/wav" }));
      form.elements.files.files = carried.files;
      form.submit();
    }, () => say(list.dataset.silent));
  }

  function stop() { if (running) running.stop(); }
  function record(button) {
    if (running) { stop(); return; }
    navigator.mediaDevices.getUserMedia({ audio: true }).then((microphone) => {
      const recorder = new MediaRecorder(microphone), parts = [];
      const limit = setTimeout(stop, LONGEST);
      running = recorder;
      recorder.ondataavailable = (event) => { parts.push(event.data); };
      recorder.onstop = () => {
        clearTimeout(limit);
        microphone.getTracks().forEach((track) => track.stop());
        running = null;
        button.textContent = list.dataset.record;
        button.classList.remove("running");
        send(button.form, new Blob(parts, { type: recorder.mimeType }));
      };
      recorder.start();
      button.textContent = list.dataset.stop;
      button.classList.add("running");
    }, () => say(list.dataset.refused));
  }

  list.querySelectorAll(".record").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => record(button));
  });
})();
