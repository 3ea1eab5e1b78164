/* The print view: a button for those who don't know the browser's own. */

const button = document.getElementById("print");
button.hidden = false;
button.addEventListener("click", () => window.print());
