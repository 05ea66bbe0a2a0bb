// The map: countries from a file of the package, points from the store.

import { asked, fetchJson, query } from "./address.js";
import { openRecord } from "./judge.js";

const box = document.getElementById("map");
const words = document.getElementById("map-words");
const empty = { type: "FeatureCollection", features: [] };
let map = null;
let ready = false;
let hooks = {};
let last = "";

function colour(name) {
  const probe = document.createElement("i");
  probe.style.color = `var(--${name})`;
  box.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

// A radius in kilometres, at every zoom: pixels double with each level.
const DOUBT = ["interpolate", ["exponential", 2], ["zoom"], 0, ["get", "px"], 20, ["*", ["get", "px"], 1048576]];
const TOLL = ["+", 4.5, ["min", 16, ["*", 1.3, ["sqrt", ["get", "killed"]]]]];
const MANY = ["+", 7, ["min", 11, ["*", 1.3, ["ln", ["get", "n"]]]]];
const DOT = ["case", [">", ["get", "n"], 1], MANY, TOLL];
const ROUND = ["case", [">=", ["get", "n"], 1000], ["concat", ["to-string", ["/", ["round", ["/", ["get", "n"], 100]], 10]], "k"], ["to-string", ["get", "n"]]];
const ONE = ["==", ["get", "n"], 1];
// A district or more of doubt: hollow, so that nobody takes its middle for the place.
const VAGUE = ["all", ONE, [">=", ["coalesce", ["get", "km"], 0], 40]];
const KIND = (colour) => ["case", ["all", ONE, ["get", "differ"]], colour("warn"), colour("accent")];

function style() {
  const font = ["system-ui", "Liberation Sans", "DejaVu Sans", "sans-serif"];
  const name = { "text-font": font, "text-size": 11, "text-max-width": 7 };
  const halo = { "text-halo-color": colour("land"), "text-halo-width": 1.2 };
  return {
    version: 8,
    sources: {
      world: { type: "geojson", data: "/static/world.json", attribution: "Natural Earth" },
      spots: { type: "geojson", data: empty },
      chosen: { type: "geojson", data: empty },
      places: { type: "geojson", data: empty },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "world", filter: ["!=", ["geometry-type"], "Point"], paint: { "fill-color": colour("land"), "fill-antialias": false } },
      { id: "borders", type: "line", source: "world", filter: ["!=", ["geometry-type"], "Point"], paint: { "line-color": colour("border"), "line-width": 0.8 } },
      { id: "countries", type: "symbol", source: "world", filter: ["all", ["has", "name"], [">", ["*", ["get", "size"], ["^", 2.6, ["zoom"]]], 260]], layout: { ...name, "text-field": ["get", "name"], "symbol-sort-key": ["-", ["get", "size"]] }, paint: { ...halo, "text-color": colour("soft") } },
      { id: "doubt", type: "circle", source: "spots", filter: [">", ["coalesce", ["get", "px"], 0], 0], paint: { "circle-radius": DOUBT, "circle-color": colour("accent"), "circle-opacity": 0.1, "circle-stroke-color": colour("accent"), "circle-stroke-width": 1, "circle-stroke-opacity": 0.55 } },
      { id: "dots", type: "circle", source: "spots", paint: { "circle-radius": DOT, "circle-color": KIND(colour), "circle-opacity": ["case", VAGUE, 0.15, ONE, ["case", ["get", "open"], 0.85, 0.4], 0.75], "circle-stroke-color": ["case", VAGUE, KIND(colour), colour("panel")], "circle-stroke-width": ["case", VAGUE, 2, 1] } },
      { id: "numbers", type: "symbol", source: "spots", filter: [">", ["get", "n"], 1], layout: { ...name, "text-field": ROUND, "text-allow-overlap": true, "text-size": 10.5 }, paint: { "text-color": colour("on-accent") } },
      { id: "chosen-doubt", type: "circle", source: "chosen", paint: { "circle-radius": DOUBT, "circle-color": colour("bad"), "circle-opacity": 0.12, "circle-stroke-color": colour("bad"), "circle-stroke-width": 1.5 } },
      { id: "chosen", type: "circle", source: "chosen", paint: { "circle-radius": 9, "circle-color": "transparent", "circle-opacity": 0, "circle-stroke-color": colour("bad"), "circle-stroke-width": 3 } },
      { id: "places", type: "circle", source: "places", paint: { "circle-radius": 8, "circle-color": colour("panel"), "circle-stroke-color": colour("place"), "circle-stroke-width": 2 } },
      { id: "place-numbers", type: "symbol", source: "places", layout: { ...name, "text-field": ["get", "rank"], "text-allow-overlap": true, "text-size": 10.5 }, paint: { "text-color": colour("ink") } },
    ],
  };
}

function view() {
  const b = map.getBounds();
  const south = Math.max(-85, b.getSouth()), north = Math.min(85, b.getNorth());
  const east = Math.min(b.getEast(), b.getWest() + 360);
  return [b.getWest(), south, east, north].map((x) => x.toFixed(4)).join(",");
}

/** Kilometres to pixels at zoom 0 of a map with tiles of 512 pixels. */
function pixels(km, lat) {
  return (km * 1000) / (78271.517 * Math.max(0.1, Math.cos((lat * Math.PI) / 180)));
}

export async function drawSpots() {
  if (!ready) return null;
  const params = asked();
  params.delete("page");
  params.set("view", view());
  params.set("zoom", map.getZoom().toFixed(2));
  const path = `/map?${params}`;
  last = path;
  const found = await fetchJson(path).catch(() => null);
  if (!found || last !== path) return null;
  for (const f of found.features) f.properties.px = pixels(f.properties.km || 0, f.geometry.coordinates[1]);
  map.getSource("spots").setData(found);
  const only = document.createElement("button");
  only.type = "button";
  only.textContent = "List only these";
  only.addEventListener("click", () => hooks.box(view()));
  words.replaceChildren(`${found.shown.toLocaleString()} of ${found.placed.toLocaleString()} with a place are in view.`, " ", only);
  return found;
}

const DOUBT_KM = { 1: 0, 2: 25, 3: 40, 4: 100, 5: 150, 6: 300, 7: 500 };

/** Mark the open incident, and the other places its name may stand for. */
export async function drawOpen({ fly = true } = {}) {
  const record = openRecord();
  if (!ready) return;
  const placed = record && record.dataset.lat;
  const point = placed ? [Number(record.dataset.lon), Number(record.dataset.lat)] : null;
  const px = placed ? pixels(DOUBT_KM[record.dataset.precision] || 0, point[1]) : 0;
  map.getSource("chosen").setData(point ? feature(point, { px }) : empty);
  map.getSource("places").setData(empty);
  if (point && fly && !map.getBounds().contains(point)) map.jumpTo({ center: point, zoom: Math.max(map.getZoom(), 3) });
  if (!record || !record.dataset.place) return;
  const found = await fetchJson(`/places?${new URLSearchParams({ name: record.dataset.place, country: record.dataset.country })}`).catch(() => []);
  if (record !== openRecord()) return;
  const away = found.filter((p) => !point || Math.abs(p.lon - point[0]) + Math.abs(p.lat - point[1]) > 0.1);
  const features = away.map((p) => feature([p.lon, p.lat], { rank: String(found.indexOf(p) + 1) }));
  map.getSource("places").setData({ type: "FeatureCollection", features });
}

function feature(point, properties) {
  return { type: "Feature", properties, geometry: { type: "Point", coordinates: point } };
}

function startLayers() {
  const tip = new maplibregl.Popup({ closeButton: false, closeOnClick: false, maxWidth: "260px" });
  map.on("mousemove", "dots", (event) => {
    const { properties, geometry } = event.features[0];
    map.getCanvas().style.cursor = "pointer";
    const text = properties.n > 1 ? `${properties.n.toLocaleString()} incidents, ${properties.killed.toLocaleString()} killed` : properties.title;
    tip.setLngLat(geometry.coordinates).setText(text).addTo(map);
  });
  map.on("mouseleave", "dots", () => { map.getCanvas().style.cursor = ""; tip.remove(); });
  map.on("click", "dots", (event) => {
    const { properties, geometry } = event.features[0];
    const [x, y] = geometry.coordinates;
    if (properties.n === 1) hooks.open(properties.id);
    else if (map.getZoom() < 9) map.easeTo({ center: geometry.coordinates, zoom: map.getZoom() + 2.5 });
    else hooks.box([x - 0.02, y - 0.02, x + 0.02, y + 0.02].map((v) => v.toFixed(4)).join(","));
  });
  map.on("moveend", () => drawSpots());
}

function make() {
  maplibregl.setWorkerUrl("/static/vendor/maplibre-gl-csp-worker.js");
  const start = (query().get("box") || "").split(",").map(Number);
  const bounds = start.length === 4 ? [start.slice(0, 2), start.slice(2)] : undefined;
  map = new maplibregl.Map({
    container: box, style: style(), center: [25, 15], zoom: 0.6, bounds, maxZoom: 12, attributionControl: { compact: true },
    dragRotate: false, pitchWithRotate: false, touchPitch: false, fadeDuration: 0, localIdeographFontFamily: "sans-serif",
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
  map.on("load", () => {
    ready = true;
    box.dataset.ready = "yes";
    startLayers();
    drawSpots().then((found) => {
      if (found && found.bounds && !bounds) map.fitBounds(found.bounds, { padding: 36, maxZoom: 5, animate: false });
      drawOpen();
    });
  });
}

/** Draw anew in the colours of the other theme. */
export function recolour() {
  if (!ready) return;
  map.setStyle(style(), { diff: false });
  map.once("styledata", () => { drawSpots(); drawOpen({ fly: false }); });
}

export function startMap(given) {
  hooks = given;
  const canvas = document.createElement("canvas");
  if (!canvas.getContext("webgl2")) {
    const note = document.createElement("p");
    note.className = "map-note";
    note.textContent = "This browser draws no map (it has no WebGL 2). The list holds the same incidents.";
    box.append(note);
    return;
  }
  const script = document.createElement("script");
  script.src = "/static/vendor/maplibre-gl-csp.js";
  script.addEventListener("load", make);
  document.head.append(script);
}

export function resizeMap() {
  if (map) map.resize();
}

export function focusMap() {
  if (map) map.getCanvas().focus();
}

