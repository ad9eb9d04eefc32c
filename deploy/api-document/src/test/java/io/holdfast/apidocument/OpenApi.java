package io.holdfast.apidocument;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Body;
import io.holdfast.defaults.web.CursorPaging;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.ProblemCatalogue;
import io.holdfast.defaults.web.ProblemCatalogue.Kind;
import io.holdfast.defaults.web.Upload;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes openapi.json of what springdoc reads off the controllers and what else is said there: roles, statuses, codes, headers
 * that argument resolvers read, javadoc.
 */
final class OpenApi {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final Pattern VARIABLE = Pattern.compile("[{]([^}]+)[}]");
    private static final String PROBLEM = "Problem";
    private static final String PROBLEM_JSON = "application/problem+json";
    /**
     * OpenAPI has other places for these headers; and {@code p} is the token of links in mails, for which programs have a header,
     * and a name that openapi-generator's Java clients cannot have.
     */
    private static final Set<String> NOT_LISTED = Set.of("Accept", "Authorization", "Content-Type", "headers", "p");
    private static final Set<String> NAMES_TAKEN = Set.of(PROBLEM);

    private final Controllers controllers = new Controllers();
    private final Javadoc javadoc = new Javadoc();
    private final ProblemCatalogue catalogue = ProblemCatalogue.shipped();
    private final Set<Kind> used = new LinkedHashSet<>();

    static ObjectNode derive() {
        return new OpenApi().document();
    }

    private ObjectNode document() {
        ObjectNode raw = controllers.raw();
        addPatchedBodies(raw);
        var models = new Models(raw, javadoc);
        var tags = new Tags(raw.get("paths").propertyNames());
        ObjectNode document = JSON.createObjectNode().put("openapi", "3.1.0");
        document.set("info", fixed("info"));
        document.putArray("servers").addObject().put("url", "/");
        ArrayNode tagList = document.putArray("tags");
        tags.inOrder().forEach(tag -> {
            ObjectNode one = tagList.addObject().put("name", tag);
            if (tag.equals(Tags.of("/demo/"))) {
                one.put("description", "So that a newcomer, a demo and a check can drive it; 404 anywhere else.");
                one.put("x-holdfast-embedded", true);
            }
        });
        document.set("paths", paths(raw, tags));
        ObjectNode components = document.putObject("components");
        ObjectNode schemas = models.named(document, NAMES_TAKEN);
        schemas.set(PROBLEM, fixed("problem"));
        components.set("schemas", schemas);
        components.set("parameters", fixed("parameters"));
        components.set("headers", fixed("headers"));
        ObjectNode responses = components.putObject("responses");
        ObjectNode examples = components.putObject("examples");
        catalogue.all().stream().filter(used::contains).forEach(kind -> {
            responses.set(kind.code(), problemResponse(List.of(kind)));
            examples.set(exampleName(kind), example(kind));
        });
        components.set("securitySchemes", fixed("securitySchemes"));
        removeUnused(document, schemas);
        removeUnused(document, responses);
        return document;
    }

    /** What stood only where something else stands now. */
    private static void removeUnused(ObjectNode document, ObjectNode parts) {
        boolean again = true;
        while (again) {
            var used = document.findValuesAsString("$ref").stream().map(ref -> ref.substring(ref.lastIndexOf('/') + 1)).toList();
            again = !parts.propertyNames().stream().allMatch(used::contains);
            parts.retain(List.copyOf(parts.propertyNames()).stream().filter(used::contains).toList());
        }
    }

    /** Parts that no controller says, from {@code parts.yaml}. */
    private static ObjectNode fixed(String part) {
        return (ObjectNode) Fixed.PARTS.get(part).deepCopy();
    }

    /** What {@link Body} names has no schema yet where nothing else has it. */
    private void addPatchedBodies(ObjectNode raw) {
        ObjectNode schemas = (ObjectNode) raw.get("components").get("schemas");
        for (JsonNode path : raw.get("paths")) {
            for (JsonNode operation : path) {
                HandlerMethod handler = controllers.handler(operation.path(Controllers.HANDLER).asString());
                Body body = handler.getMethodAnnotation(Body.class);
                if (body != null) {
                    Schemas.of(body.value()).forEach((name, schema) -> {
                        if (!schemas.has(name)) {
                            schemas.set(name, schema);
                        }
                    });
                    var content = (ObjectNode) operation.get("requestBody").get("content");
                    List<String> types = List.copyOf(content.propertyNames());
                    types.forEach(type -> content.putObject(type)
                            .putObject("schema")
                            .put("$ref", Models.REF + Models.nameOf(body.value())));
                }
            }
        }
    }

    private ObjectNode paths(ObjectNode raw, Tags tags) {
        ObjectNode paths = JSON.createObjectNode();
        raw.get("paths").propertyNames().stream()
                .sorted(Comparator.comparing(tags::orderOf).thenComparing(Comparator.naturalOrder()))
                .forEach(path -> {
                    ObjectNode operations = paths.putObject(path);
                    METHODS.forEach(method -> {
                        if (raw.get("paths").get(path).get(method) instanceof ObjectNode operation) {
                            operations.set(method, operation(path, method, operation));
                        }
                    });
                });
        return paths;
    }

    private ObjectNode operation(String path, String method, ObjectNode raw) {
        HandlerMethod handler = controllers.handler(raw.get(Controllers.HANDLER).asString());
        Javadoc.Doc doc = javadoc.of(handler.getMethod());
        ObjectNode operation = JSON.createObjectNode();
        operation.putArray("tags").add(Tags.of(path));
        operation.put("summary", withoutStop(doc.firstSentence()));
        List<Role> roles = rolesOf(handler);
        operation.put("description", description(doc, roles));
        operation.put("operationId", Tags.operationId(method, path, isList(handler)));
        operation.put("x-holdfast-service", Part.of(handler.getBeanType()).service);
        if (Tags.isEmbedded(path)) {
            operation.put("x-holdfast-embedded", true);
        }
        boolean guests = headersOfResolvers(handler).contains("Holdfast-Manage-Token") || takesHeader(handler, "Holdfast-Manage-Token");
        operation.set("security", security(handler, roles, guests));
        ArrayNode parameters = parameters(path, method, handler, raw, doc);
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        if (raw.has("requestBody")) {
            operation.set("requestBody", requestBody(handler, raw.get("requestBody"), operation.get("operationId").asString()));
        }
        Upload upload = handler.getMethodAnnotation(Upload.class);
        if (upload != null) {
            operation.set("requestBody", files(upload));
        }
        operation.set("responses", responses(path, method, handler, raw, operation));
        return operation;
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static String description(Javadoc.Doc doc, List<Role> roles) {
        String who = roles.isEmpty()
                ? ""
                : "\n\nFor the role " + roles.stream().map(role -> "`" + role.claim() + "`").collect(Collectors.joining(" or ")) + ".";
        return doc.text() + who;
    }

    private static boolean isList(HandlerMethod handler) {
        Class<?> body = bodyOf(handler).toClass();
        return body == Paged.class || List.class.isAssignableFrom(body);
    }

    private static ResolvableType bodyOf(HandlerMethod handler) {
        ResolvableType type = ResolvableType.forMethodReturnType(handler.getMethod());
        return HttpEntity.class.isAssignableFrom(type.toClass()) ? type.as(HttpEntity.class).getGeneric(0) : type;
    }

    // ---- who

    private static boolean isOpen(HandlerMethod handler) {
        return !handler.hasMethodAnnotation(Access.class)
                && (handler.hasMethodAnnotation(OpenToAll.class)
                        || AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Access.class) == null
                                && AnnotatedElementUtils.isAnnotated(handler.getBeanType(), OpenToAll.class));
    }

    private static List<Role> rolesOf(HandlerMethod handler) {
        Access access = handler.getMethodAnnotation(Access.class);
        if (access == null && !handler.hasMethodAnnotation(OpenToAll.class)) {
            access = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Access.class);
        }
        return access == null ? List.of() : List.of(access.value());
    }

    private static ArrayNode security(HandlerMethod handler, List<Role> roles, boolean guests) {
        ArrayNode security = JSON.createArrayNode();
        if (isOpen(handler) && !guests) {
            security.addObject();
        }
        ArrayNode scopes = security.addObject().putArray("bearer");
        roles.forEach(role -> scopes.add(role.claim()));
        if (guests) {
            security.addObject().putArray("manageToken");
        }
        return security;
    }

    // ---- what is sent

    private ArrayNode parameters(String path, String method, HandlerMethod handler, ObjectNode raw, Javadoc.Doc doc) {
        var all = new ArrayList<JsonNode>();
        var headers = new LinkedHashSet<String>(headersOfResolvers(handler));
        for (JsonNode parameter : raw.path("parameters")) {
            if (parameter.path("in").asString().equals("header")) {
                headers.add(parameter.get("name").asString());
            } else if (!NOT_LISTED.contains(parameter.get("name").asString())) {
                all.add(described((ObjectNode) parameter, handler, doc));
            }
        }
        Matcher variables = VARIABLE.matcher(path);
        while (variables.find()) {
            String name = variables.group(1);
            if (all.stream().noneMatch(one -> one.path("in").asString().equals("path") && one.path("name").asString().equals(name))) {
                // Read by a resolver.
                ObjectNode variable = JSON.createObjectNode().put("name", name).put("in", "path").put("required", true);
                variable.putObject("schema").put("type", "string");
                all.add(described(variable, handler, doc));
            }
        }
        all.sort(Comparator.comparingInt(parameter -> List.of("path", "query").indexOf(parameter.path("in").asString())));
        if (takes(handler, Paging.class) || takes(handler, CursorPaging.class)) {
            all.add(reference("page"));
            all.add(reference("limit"));
        }
        if (takes(handler, CursorPaging.class)) {
            all.add(reference("after"));
        }
        for (String header : headers) {
            boolean meant = !method.equals("get") || !header.equals("Idempotency-Key");
            if (meant && !NOT_LISTED.contains(header)) {
                all.add(Fixed.PARTS.get("parameters").has(header) ? reference(header) : plainHeader(header, raw));
            }
        }
        if (isOpen(handler) && !headers.contains("Holdfast-Manage-Token") && takes(handler, Caller.class)) {
            all.add(reference("Holdfast-Tenant"));
        }
        ArrayNode parameters = JSON.createArrayNode();
        all.forEach(parameters::add);
        return parameters;
    }

    private static ObjectNode described(ObjectNode parameter, HandlerMethod handler, Javadoc.Doc doc) {
        String name = parameter.get("name").asString();
        String said = doc.params().get(nameInJava(name, handler));
        if (said != null) {
            parameter.put("description", said);
        }
        Examples.of(name, parameter.path("schema")).ifPresent(example -> parameter.set("example", example));
        return parameter;
    }

    private static String nameInJava(String name, HandlerMethod handler) {
        return Arrays.stream(handler.getMethod().getParameters())
                .filter(parameter -> {
                    RequestParam query = parameter.getAnnotation(RequestParam.class);
                    return query != null && (query.name().equals(name) || query.value().equals(name));
                })
                .map(Parameter::getName)
                .findFirst()
                .orElse(name);
    }

    private static ObjectNode reference(String parameter) {
        return JSON.createObjectNode().put("$ref", "#/components/parameters/" + parameter);
    }

    private static JsonNode plainHeader(String header, ObjectNode raw) {
        return raw.path("parameters").valueStream()
                .filter(parameter -> parameter.path("name").asString().equals(header))
                .findFirst()
                .orElseThrow();
    }

    private static boolean takes(HandlerMethod handler, Class<?> type) {
        return Arrays.stream(handler.getMethodParameters()).anyMatch(parameter -> parameter.getParameterType() == type);
    }

    private static boolean takesHeader(HandlerMethod handler, String name) {
        return headersOf(Arrays.stream(handler.getMethodParameters())).anyMatch(name::equals);
    }

    /** Headers that a {@code @ModelAttribute} method of the controller reads, where the handler takes what it makes of them. */
    private static List<String> headersOfResolvers(HandlerMethod handler) {
        return Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(handler.getBeanType()))
                .filter(method -> method.isAnnotationPresent(ModelAttribute.class) && takes(handler, method.getReturnType()))
                .flatMap(method -> headersOf(parametersOf(method)))
                .toList();
    }

    private static Stream<MethodParameter> parametersOf(Method method) {
        return IntStream.range(0, method.getParameterCount()).mapToObj(i -> new MethodParameter(method, i));
    }

    private static Stream<String> headersOf(Stream<MethodParameter> parameters) {
        return parameters.flatMap(parameter -> Optional.ofNullable(parameter.getParameterAnnotation(RequestHeader.class)).stream())
                .map(header -> header.name().isEmpty() ? header.value() : header.name())
                .filter(name -> !name.isEmpty());
    }

    /** What a handler takes that takes a file. */
    private static String[] filesOf(HandlerMethod handler) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        return mapping == null ? new String[0] : mapping.consumes();
    }

    private static JsonNode files(Upload upload) {
        ObjectNode body = JSON.createObjectNode().put("required", true);
        ObjectNode form = body.putObject("content").putObject("multipart/form-data");
        ObjectNode schema = form.putObject("schema").put("type", "object").put("minProperties", 1);
        ObjectNode parts = schema.putObject("properties");
        ObjectNode encoding = form.putObject("encoding");
        for (Upload.File file : upload.value()) {
            parts.putObject(file.name()).put("type", "string").put("format", "binary").put("description", file.about());
            encoding.putObject(file.name()).put("contentType", file.mediaType());
        }
        return body;
    }

    private static JsonNode requestBody(HandlerMethod handler, JsonNode raw, String operationId) {
        var body = (ObjectNode) raw;
        boolean bytes = Arrays.stream(handler.getMethodParameters()).anyMatch(parameter -> parameter.getParameterType() == byte[].class);
        String[] files = filesOf(handler);
        if (bytes && files.length > 0) {
            ObjectNode content = body.putObject("content");
            for (String type : files) {
                content.putObject(type).putObject("schema").put("type", "string").put("format", "binary");
            }
        } else if (bytes && !handler.hasMethodAnnotation(Body.class)) {
            body.set("content", JSON.createObjectNode()
                    .set("application/json", JSON.createObjectNode().set("schema", JSON.createObjectNode().put("type", "object"))));
        }
        JsonNode examples = Fixed.EXAMPLES.path(operationId);
        if (examples.isObject()) {
            body.get("content").forEach(content -> ((ObjectNode) content).set("examples", examples.deepCopy()));
        }
        return body;
    }

    // ---- what is answered

    private ObjectNode responses(String path, String method, HandlerMethod handler, ObjectNode raw, ObjectNode operation) {
        ObjectNode responses = JSON.createObjectNode();
        for (int status : successes(handler, raw)) {
            ObjectNode response = responses.putObject(String.valueOf(status));
            response.put("description", HttpStatus.valueOf(status).getReasonPhrase());
            ObjectNode headers = response.putObject("headers");
            headers.putObject("X-Request-Id").put("$ref", "#/components/headers/X-Request-Id");
            if (status == 201 || status == 202 && bodyOf(handler).toClass().getSimpleName().equals("BookingResponse")) {
                headers.putObject("Location").put("$ref", "#/components/headers/Location");
            }
            if (status != 204 && handler.getMethod().getReturnType() != void.class) {
                response.set("content", content(path, handler, raw));
            }
        }
        problems(path, method, handler, operation).forEach((status, kinds) -> responses.set(status, kinds.size() == 1
                ? JSON.createObjectNode().put("$ref", "#/components/responses/" + kinds.getFirst().code())
                : problemResponse(kinds)));
        return responses;
    }

    private static List<Integer> successes(HandlerMethod handler, ObjectNode raw) {
        List<Integer> said = outcomes(handler).stream().flatMap(outcome -> Arrays.stream(outcome.value()).boxed()).toList();
        if (!said.isEmpty()) {
            return said;
        }
        ResponseStatus status = handler.getMethodAnnotation(ResponseStatus.class);
        return List.of(status == null ? 200 : status.code().value());
    }

    private static Set<Outcomes> outcomes(HandlerMethod handler) {
        return AnnotatedElementUtils.findAllMergedAnnotations(handler.getMethod(), Outcomes.class);
    }

    private static JsonNode content(String path, HandlerMethod handler, ObjectNode raw) {
        ObjectNode content = JSON.createObjectNode();
        Class<?> body = bodyOf(handler).toClass();
        if (body == SseEmitter.class) {
            // No type: 3.1 has no word for a sequence of events, and whoever reads one as a text is wrong.
            content.putObject("text/event-stream")
                    .putObject("schema")
                    .put("description", "Server-sent events; each one's data is JSON.");
        } else if (path.endsWith(".ics")) {
            content.putObject("text/calendar").putObject("schema").put("type", "string");
        } else if (path.endsWith(".pdf")) {
            content.putObject("application/pdf").putObject("schema").put("type", "string").put("format", "binary");
        } else if (path.endsWith("/avatar") && body == byte[].class) {
            content.putObject("image/jpeg").putObject("schema").put("type", "string").put("format", "binary");
        } else if (path.endsWith(".zip")) {
            content.putObject("application/zip").putObject("schema").put("type", "string").put("format", "binary");
        } else if (path.endsWith(".csv")) {
            content.putObject("text/csv").putObject("schema").put("type", "string");
        } else if (path.startsWith("/docs") || path.contains("/unsubscribe/")) {
            content.putObject("text/html").putObject("schema").put("type", "string");
        } else if (body == byte[].class || body == Object.class) {
            boolean page = path.startsWith("/problems") || path.contains("/templates/");
            if (page) {
                content.putObject("text/html").putObject("schema").put("type", "string");
            }
            if (!path.contains("/templates/")) {
                content.putObject("application/json").putObject("schema").put("type", "object");
            }
        } else {
            JsonNode first = raw.get("responses").valueStream().findFirst().orElseThrow().path("content");
            content.set("application/json", first.valueStream().findFirst().orElseThrow());
        }
        return content;
    }

    /** By status, in the order of statuses; each in the catalogue's order. */
    private Map<String, List<Kind>> problems(String path, String method, HandlerMethod handler, ObjectNode operation) {
        var codes = new LinkedHashSet<String>(List.of("invalid-request"));
        codes.add("unauthenticated");
        if (!isOpen(handler) && !rolesOf(handler).isEmpty() || !method.equals("get")) {
            codes.add("forbidden");
        }
        if (path.contains("{") || path.contains("/me/") || path.endsWith("/me")) {
            codes.add("not-found");
        }
        codes.add("not-acceptable");
        if (operation.has("requestBody")) {
            codes.addAll(List.of("too-large", "unsupported-media-type"));
        }
        if (operation.path("parameters").valueStream().anyMatch(one -> one.path("$ref").asString("").endsWith("/Idempotency-Key"))) {
            codes.add("idempotency-key-reused");
        }
        codes.add("unavailable");
        outcomes(handler).forEach(outcome -> codes.addAll(List.of(outcome.problems())));
        var byStatus = new TreeMap<String, List<Kind>>();
        for (String code : codes) {
            Kind kind = catalogue.find(code).orElseThrow(() -> new IllegalStateException(
                    handler + " names the code " + code + ", which problems.yaml does not have"));
            used.add(kind);
            statusesOf(kind).forEach(status -> byStatus.computeIfAbsent(status, unknown -> new ArrayList<>()).add(kind));
        }
        return byStatus;
    }

    /** What a request of any form can meet stands with its usual status alone. */
    private List<String> statusesOf(Kind kind) {
        return catalogue.usual(kind.statuses().getFirst()).equals(kind)
                ? List.of(String.valueOf(usualStatus(kind)))
                : kind.statuses().stream().map(String::valueOf).toList();
    }

    private static int usualStatus(Kind kind) {
        return kind.code().equals("unavailable") ? 503 : kind.statuses().getFirst();
    }

    private static ObjectNode problemResponse(List<Kind> kinds) {
        ObjectNode response = JSON.createObjectNode();
        response.put("description", kinds.stream()
                .map(kind -> "`" + kind.code() + "`: " + kind.title())
                .collect(Collectors.joining("; ")));
        ObjectNode media = response.putObject("content").putObject(PROBLEM_JSON);
        media.putObject("schema").put("$ref", Models.REF + PROBLEM);
        ObjectNode examples = media.putObject("examples");
        kinds.forEach(kind -> examples.putObject(kind.code()).put("$ref", "#/components/examples/" + exampleName(kind)));
        return response;
    }

    private static String exampleName(Kind kind) {
        return "problem-" + kind.code();
    }

    private static ObjectNode example(Kind kind) {
        ObjectNode example = JSON.createObjectNode().put("summary", kind.title());
        example.put("description", kind.explanation() + " " + kind.remedy());
        example.putObject("value")
                .put("type", kind.address())
                .put("title", kind.title())
                .put("status", usualStatus(kind))
                .put("detail", kind.title() + ".")
                .put("instance", "/api/v1/…")
                .put("code", kind.code());
        return example;
    }

    /** By handler, for the tests. */
    static Map<String, JsonNode> operations(JsonNode document) {
        var all = new LinkedHashMap<String, JsonNode>();
        document.get("paths").properties().forEach(path -> path.getValue().properties().forEach(
                operation -> all.put(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), operation.getValue())));
        return all;
    }
}
