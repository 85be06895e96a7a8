// A photo is made small in the browser before it is sent; the server makes it anew from what comes.
const EDGE = 512;

document.querySelectorAll("form[data-photo]").forEach((form) => {
  const file = form.querySelector("input[type=file]");
  file.addEventListener("change", async () => {
    form.elements.data.value = "";
    const chosen = file.files[0];
    if (!chosen) {
      return;
    }
    const image = await createImageBitmap(chosen).catch(() => null);
    if (!image) {
      form.elements.data.value = "data:none,";
      return;
    }
    const scale = Math.min(1, EDGE / Math.min(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    form.elements.data.value = canvas.toDataURL("image/jpeg", 0.9);
  });
});
