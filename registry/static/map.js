/* The map beside a public list: outlines of departments and districts, counts that open into units, all on one canvas.
   The list says the same and stands without it; the library is fetched when the map comes into view. */
(function () {
  "use strict";

  const box = document.getElementById("mapa");
  if (!box) return;
  const facts = JSON.parse(box.dataset.facts);
  const part = document.getElementById("mapa-parte");
  const news = document.getElementById("mapa-aviso");

  const PERU = [[-18.4, -81.4], [0, -68.6]];
  const LEAST_ZOOM = 4, MOST_ZOOM = 14, FIT_ZOOM = 12;
  /* From these zooms on the counts are of provinces, then of districts; then each unit is drawn. */
  const PROVINCES_FROM = 6, DISTRICTS_FROM = 8, UNITS_FROM = 10;
  const MOST_NAMED = 5, NEAR_PIXELS = 14, POPUP_PIXELS = 220;
  const INK = "#1c1b1f", ACTION = "#0a4b86", PAPER = "#ffffff", BORDER = "#74737e";
  const CLASSES = [[200, "#3f78b2"], [50, "#7faad6"], [10, "#bbd4ec"], [1, "#eaf2fa"]];

  const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  function fetchJson(address) {
    return window.fetch(address, { credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    });
  }

  function fetchPart(name, make) {
    return new Promise(function (done, failed) {
      const element = make();
      element.onload = done;
      element.onerror = () => failed(new Error(name));
      document.head.appendChild(element);
    });
  }

  const fetchScript = (address) => fetchPart(address, () => Object.assign(document.createElement("script"), { src: address }));
  const fetchStyle = (address) =>
    fetchPart(address, () => Object.assign(document.createElement("link"), { rel: "stylesheet", href: address }));

  /* Counts of the same area, in the middle of what they count. */
  function gather(rows, digits) {
    const areas = {};
    rows.forEach(function (row) {
      const code = row.code.slice(0, digits);
      const area = areas[code] || (areas[code] = { code: code, lat: 0, lon: 0, units: 0 });
      area.lat += row.lat * row.units;
      area.lon += row.lon * row.units;
      area.units += row.units;
    });
    return Object.keys(areas).map(function (code) {
      const area = areas[code];
      return Object.assign(area, { lat: area.lat / area.units, lon: area.lon / area.units });
    });
  }

  function shade(units) {
    const found = CLASSES.filter((entry) => units >= entry[0])[0];
    return found ? found[1] : PAPER;
  }

  function start() {
    const L = window.L;
    const map = L.map(box, {
      attributionControl: false, fadeAnimation: !isStill, inertia: !isStill, markerZoomAnimation: !isStill,
      maxBounds: L.latLngBounds(PERU).pad(0.3), maxZoom: MOST_ZOOM, minZoom: LEAST_ZOOM, renderer: L.canvas({ padding: 0.3 }),
      zoomAnimation: !isStill, zoomControl: false,
    });
    L.control.zoom({ zoomInTitle: "Acercar", zoomOutTitle: "Alejar" }).addTo(map);
    L.control.attribution({ prefix: "Leaflet" }).addAttribution("Límites: INEI 2007, MPL-2.0").addTo(map);
    L.control.scale({ imperial: false }).addTo(map);

    /* A count: a disc whose number is drawn on the same canvas. */
    const Count = L.CircleMarker.extend({
      _updatePath: function () {
        L.CircleMarker.prototype._updatePath.call(this);
        const context = this._renderer._ctx;
        if (!this._renderer._drawing || this._empty()) return;
        context.font = "600 12px system-ui, sans-serif";
        context.textAlign = "center";
        context.textBaseline = "middle";
        context.fillStyle = PAPER;
        context.fillText(this.options.text, this._point.x, this._point.y);
      },
    });

    const marks = L.layerGroup().addTo(map);
    const provinces = (facts.provinces || []).map((row) => ({
      code: row[0], lat: row[1], lon: row[2], units: row[3],
    }));
    const districts = {}, unitsOf = {}, asked = {};
    let country = null, drawn = "", laid = "";

    function name(text) {
      const line = document.createElement("li");
      line.textContent = text;
      return line;
    }

    function tell(at, title, lines, left) {
      const told = document.createElement("div");
      const heading = document.createElement("p");
      heading.className = "map-title";
      heading.textContent = title;
      told.appendChild(heading);
      if (lines.length) {
        const list = document.createElement("ul");
        lines.forEach((line) => list.appendChild(name(line)));
        if (left > 0) list.appendChild(name("y " + left + " más, en la lista"));
        told.appendChild(list);
      }
      told.appendChild(measureFrom(at));
      L.popup({ maxHeight: POPUP_PIXELS, maxWidth: 260 }).setLatLng(at).setContent(told).openOn(map);
      const close = box.querySelector(".leaflet-popup-close-button");
      if (close) close.setAttribute("aria-label", "Cerrar");
    }

    function measureFrom(at) {
      const link = document.createElement("a");
      link.href = facts.here.replace("punto=aqui", "punto=" + at.lat.toFixed(2) + "," + at.lng.toFixed(2));
      link.textContent = "Medir distancias desde aquí";
      return link;
    }

    /* Units that stand so near each other that one tap means them all. */
    function tellNear(at, places) {
      const here = map.latLngToContainerPoint(at);
      const near = places.filter((place) => map.latLngToContainerPoint([place.lat, place.lon]).distanceTo(here) <= NEAR_PIXELS);
      const title = near.length === 1 ? near[0].name : near.length + " en este lugar";
      const lines = near.length === 1 ? [near[0].note] : near.map((place) => place.name);
      tell(at, title, lines.slice(0, MOST_NAMED), near.length - MOST_NAMED);
    }

    function markPlaces(places) {
      places.forEach(function (place) {
        L.circleMarker([place.lat, place.lon], {
          radius: 6, color: place.open ? PAPER : ACTION, weight: place.open ? 1 : 2,
          fillColor: place.open ? ACTION : PAPER, fillOpacity: 1, bubblingMouseEvents: false,
        }).on("click", (event) => tellNear(event.latlng, places)).addTo(marks);
      });
    }

    const radiusOf = (area) => 8 + 4 * String(area.units).length;

    /* Discs that would lie on each other become one: numbers must be read. */
    function apart(areas) {
      const kept = [];
      areas.sort((one, other) => other.units - one.units).forEach(function (area) {
        const here = map.latLngToLayerPoint([area.lat, area.lon]);
        const near = kept.filter((other) => other.here.distanceTo(here) < radiusOf(other) + radiusOf(area))[0];
        if (near) near.units += area.units;
        else kept.push(Object.assign({}, area, { here: here }));
      });
      return kept;
    }

    function markCounts(areas, nextZoom) {
      apart(areas).forEach(function (area) {
        new Count([area.lat, area.lon], {
          radius: radiusOf(area), color: PAPER, weight: 2, fillColor: ACTION, fillOpacity: 1,
          text: String(area.units), bubblingMouseEvents: false,
        }).on("click", () => map.setView([area.lat, area.lon], Math.max(nextZoom, map.getZoom() + 1))).addTo(marks);
      });
    }

    const inView = (area) => map.getBounds().pad(0.2).contains([area.lat, area.lon]);
    const departmentsInView = () =>
      Object.keys(provinces.filter(inView).reduce((codes, row) => Object.assign(codes, { [row.code.slice(0, 2)]: true }), {}));

    function once(key, address, keep) {
      if (asked[key]) return;
      asked[key] = true;
      fetchJson(address).then(keep).then(draw).catch(function () {
        asked[key] = false;
        news.textContent = "No se pudo cargar una parte del mapa. La lista está completa.";
      });
    }

    function keepUnits(code) {
      return function (found) {
        unitsOf[code] = found.features.map((feature) => ({
          lat: feature.geometry.coordinates[1], lon: feature.geometry.coordinates[0], name: feature.properties.name,
          code: feature.properties.ubigeo, open: feature.properties.places ? 1 : 0, units: 1,
          note: feature.properties.kind + ", " + feature.properties.district +
            (feature.properties.places ? ". Con plazas libres" : ". Sin plazas libres"),
        }));
      };
    }

    function shapesOf(topology, rows, digits, weight) {
      const layer = topology.objects[Object.keys(topology.objects)[0]];
      const counts = {};
      gather(rows, digits).forEach((area) => { counts[area.code] = area.units; });
      return L.geoJSON(window.topojson.feature(topology, layer), {
        interactive: false,
        style: (shape) => ({ color: BORDER, weight: weight, fillColor: shade(counts[shape.id] || 0), fillOpacity: 0.7 }),
      });
    }

    function keepDistricts(code) {
      return (topology) => { districts[code] = shapesOf(topology, unitsOf[code], 6, 0.6); };
    }

    /* Districts stand in the place of their department's shade from near enough on. */
    function layOutlines() {
      const isClose = map.getZoom() >= DISTRICTS_FROM;
      const now = isClose + Object.keys(districts).join() + Boolean(country);
      if (now === laid) return;
      laid = now;
      Object.keys(districts).forEach((code) => (isClose ? districts[code].addTo(map).bringToBack() : districts[code].remove()));
      if (!country) return;
      country.addTo(map).bringToBack();
      country.eachLayer((shape) => shape.setStyle({ fillOpacity: isClose && districts[shape.feature.id] ? 0 : 0.7 }));
      if (isClose) Object.keys(districts).forEach((code) => districts[code].bringToBack());
    }

    function fetchDetail() {
      if (map.getZoom() < DISTRICTS_FROM) return;
      departmentsInView().forEach(function (code) {
        once("units" + code, facts.marks + (facts.marks.indexOf("?") < 0 ? "?" : "&") + "departamento=" + code, keepUnits(code));
        if (unitsOf[code]) once("lines" + code, facts.districts[code], keepDistricts(code));
      });
    }

    /* What the zoom shows; nothing is drawn again while that stays the same. */
    function draw() {
      layOutlines();
      if (!provinces.length) return;
      fetchDetail();
      const zoom = map.getZoom();
      const known = Object.keys(unitsOf);
      const level = zoom >= UNITS_FROM ? 3 : zoom >= DISTRICTS_FROM ? 2 : zoom >= PROVINCES_FROM ? 1 : 0;
      const now = level === 3 ? known.join() : zoom + (level === 2 ? known.join() : "");
      if (now === drawn) return;
      drawn = now;
      marks.clearLayers();
      const unknown = provinces.filter((row) => level < 2 || known.indexOf(row.code.slice(0, 2)) < 0);
      markCounts(gather(unknown, level ? 4 : 2), level ? DISTRICTS_FROM + 1 : PROVINCES_FROM + 1);
      if (level < 2) return;
      const units = known.reduce((all, code) => all.concat(unitsOf[code]), []);
      if (level === 3) markPlaces(units);
      else markCounts(gather(units, 6), UNITS_FROM + 1);
    }

    function firstView() {
      const origin = facts.origin;
      if (origin) {
        const at = [origin[0], origin[1]];
        L.circleMarker(at, { radius: 7, color: INK, weight: 3, fillColor: "#ffc629", fillOpacity: 1, interactive: false }).addTo(map);
        const reach = L.circle(at, { radius: 1000 * (origin[2] || 50), color: INK, weight: 2, dashArray: "6 6", fill: false, interactive: false });
        if (origin[2]) reach.addTo(map);
        return L.latLng(at).toBounds(2000 * (origin[2] || 50));
      }
      const places = provinces.concat(facts.places ? facts.places.map((row) => ({ lat: row[0], lon: row[1] })) : []);
      return places.length ? L.latLngBounds(places.map((place) => [place.lat, place.lon])).pad(0.1) : L.latLngBounds(PERU);
    }

    map.fitBounds(firstView(), { animate: false, maxZoom: FIT_ZOOM });
    map.on("click", (event) => tell(event.latlng, "Punto elegido", [], 0));
    map.on("moveend", draw);
    draw();
    if (facts.places)
      markPlaces(facts.places.map((row) => ({ lat: row[0], lon: row[1], name: row[2], note: row[3], open: 1, units: 1 })));
    once("country", facts.outlines, (topology) => { country = shapesOf(topology, provinces, 2, 1.2); });
    box.dataset.ready = "yes";
  }

  function load() {
    fetchStyle(box.dataset.leafletStyle)
      .then(() => Promise.all([fetchScript(box.dataset.leaflet), fetchScript(box.dataset.topojson)]))
      .then(start)
      .catch(function () {
        news.textContent = "No se pudo cargar el mapa. La lista está completa; si quiere verlo, abra otra vez la página.";
      });
  }

  part.hidden = false;
  if (!("IntersectionObserver" in window)) load();
  else {
    const watcher = new window.IntersectionObserver(function (entries) {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watcher.disconnect();
      load();
    }, { rootMargin: "200px" });
    watcher.observe(box);
  }
})();
