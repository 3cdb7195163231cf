package io.casehub.landscape;

import io.casehub.landscape.company.Company;
import io.casehub.landscape.system.HttpDoor;
import io.casehub.landscape.system.HttpDoor.Answer;
import io.casehub.landscape.system.HttpDoor.Request;
import io.casehub.landscape.system.Json;
import io.casehub.landscape.system.LandscapeSystem;
import io.casehub.landscape.system.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The landscape's levers over HTTP, for those in another process. */
final class Control implements HttpDoor.Handler {

    private static final Pattern SYSTEM = Pattern.compile("/systems/([a-z]+)/(stop|start|journal|touch|received)");

    private final Landscape landscape;
    private final Ports ports;

    Control(Landscape landscape, Ports ports) {
        this.landscape = landscape;
        this.ports = ports;
    }

    @Override
    public Answer answer(Request request) {
        var call = request.method() + " " + request.path();
        return switch (call) {
            case "GET /" -> json(status());
            case "GET /truth" -> json(landscape.truth().all());
            case "GET /matters" -> json(landscape.truth().matters());
            case "POST /life/pause" -> {
                landscape.life().pause();
                yield json(status());
            }
            case "POST /life/resume" -> {
                landscape.life().resume();
                yield json(status());
            }
            default -> system(request);
        };
    }

    private Answer system(Request request) {
        var matcher = SYSTEM.matcher(request.path());
        if (!matcher.matches())
            return unknown();
        var found = landscape.services().stream().filter(service -> service.name().equals(matcher.group(1)))
                .findFirst();
        if (found.isEmpty())
            return unknown();
        var service = found.get();
        return switch (request.method() + " " + matcher.group(2)) {
            case "POST stop" -> {
                service.stop();
                yield json(status(service));
            }
            case "POST start" -> {
                service.start();
                yield json(status(service));
            }
            default ->
                service instanceof LandscapeSystem system ? inside(system, request, matcher.group(2)) : unknown();
        };
    }

    private Answer inside(LandscapeSystem system, Request request, String what) {
        return switch (request.method() + " " + what) {
            case "POST touch" -> json(system.touch());
            case "GET journal" ->
                json(system.journal().entriesAfter(Long.parseLong(request.query().getOrDefault("after", "0"))));
            case "GET received" -> system == landscape.email()
                    ? json(landscape.email().received(request.query().getOrDefault("address", "")))
                    : unknown();
            default -> unknown();
        };
    }

    private Map<String, Object> status() {
        var status = new LinkedHashMap<String, Object>();
        status.put("company", Company.NAME);
        status.put("living", landscape.life().living());
        status.put("happenings", landscape.life().beats());
        status.put("ports", ports.named());
        var systems = new LinkedHashMap<String, Object>();
        landscape.services().forEach(service -> systems.put(service.name(), status(service)));
        status.put("systems", systems);
        return status;
    }

    private static Map<String, Object> status(Service service) {
        var status = new LinkedHashMap<String, Object>();
        status.put("running", service.running());
        if (service instanceof LandscapeSystem system) {
            status.put("counts", system.counts());
            status.put("reads", system.journal().reads());
        }
        return status;
    }

    private static Answer json(Object body) {
        return Answer.json(200, Json.CAMEL.text(body));
    }

    private static Answer unknown() {
        return Answer.json(404, "{\"error\":\"no such thing; docs/landscape.md lists what there is\"}");
    }
}
