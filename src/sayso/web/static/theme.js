// Before anything is drawn: light or dark as chosen here before, else as the system has it.
const theme = localStorage.getItem("sayso-theme");
if (theme) document.documentElement.dataset.theme = theme;
document.documentElement.classList.add("script");
