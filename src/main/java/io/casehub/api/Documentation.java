package io.casehub.api;

import java.io.IOException;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The contracts, and a page that shows one. The page has scripts of this hub only, and none inline.
 */
@Configuration(proxyBeanMethods = false)
class Documentation implements WebMvcConfigurer {

    private static final String SWAGGER_UI = "classpath:/META-INF/resources/webjars/swagger-ui/*/swagger-ui.css";

    @Override
    public void addViewControllers(ViewControllerRegistry pages) {
        pages.addRedirectViewController("/docs", "/docs/index.html");
        pages.addRedirectViewController("/docs/", "/docs/index.html");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry pages) {
        pages.addResourceHandler("/docs/**").addResourceLocations("classpath:/docs/", swaggerUi());
    }

    /** The folder of whatever version is there. */
    private static String swaggerUi() {
        try {
            var style = new PathMatchingResourcePatternResolver().getResources(SWAGGER_UI)[0].getURL().toString();
            return style.substring(0, style.lastIndexOf('/') + 1);
        } catch (IOException e) {
            throw new IllegalStateException("Swagger UI is not on the class path", e);
        }
    }

    /** The contracts as they were when this hub was built: what it is asked, and what it tells. */
    @RestController
    static final class Served {

        @GetMapping("/openapi.yaml")
        ResponseEntity<Resource> asked() {
            return yaml("openapi.yaml");
        }

        @GetMapping("/asyncapi.yaml")
        ResponseEntity<Resource> told() {
            return yaml("asyncapi.yaml");
        }

        private static ResponseEntity<Resource> yaml(String name) {
            return ResponseEntity.ok().contentType(MediaType.valueOf("application/yaml"))
                    .body(new ClassPathResource(name));
        }
    }
}
