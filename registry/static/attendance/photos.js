/* Photos of signed sheets: no longer than 1,600 points and no heavier than 300 kB, drawn anew before they leave. */

const LONGEST_SIDE = 1600;
const SHORTEST_SIDE = 800;
const MOST_BYTES = 300000;
const QUALITIES = [0.8, 0.6, 0.4];

function pictureOf(file) {
  return new Promise(function (resolve, reject) {
    const reader = new FileReader();
    const image = new Image();
    reader.onload = () => { image.src = reader.result; };
    reader.onerror = image.onerror = reject;
    image.onload = () => resolve(image);
    reader.readAsDataURL(file);
  });
}

function drawn(image, longest) {
  const scale = Math.min(1, longest / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/* The best quality that is light enough; of a picture that never is, a smaller one. */
function packed(image, longest, qualities) {
  const canvas = drawn(image, longest);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", qualities[0])).then(function (blob) {
    if (blob.size <= MOST_BYTES || longest < SHORTEST_SIDE) return blob;
    return qualities.length > 1 ? packed(image, longest, qualities.slice(1)) : packed(image, longest * 0.75, QUALITIES);
  });
}

function shrink(input) {
  const file = input.files[0];
  const told = document.querySelector("[data-photo-told]");
  if (!file || !/^image\//.test(file.type) || file.size <= MOST_BYTES || !window.DataTransfer) return;
  pictureOf(file)
    .then((image) => packed(image, LONGEST_SIDE, QUALITIES))
    .then(function (blob) {
      const carried = new DataTransfer();
      carried.items.add(new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }));
      input.files = carried.files;
      told.textContent = "Foto lista para enviar: " + Math.ceil(blob.size / 1000) + " kB.";
    })
    .catch(function () { told.textContent = ""; });
}

document.querySelectorAll("input[data-photo]").forEach((input) => input.addEventListener("change", () => shrink(input)));
