package io.casehub.harness;

import io.casehub.outbound.Carrier;
import io.casehub.outbound.Command;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;

/**
 * Ways in which the room {@code outbound} must not work. They change what passes by, so that it may
 * change within.
 */
final class BrokenOutbound {

    private BrokenOutbound() {}

    /** Each attempt is a command of its own to the system. */
    static BeanFactoryPostProcessor noIdempotencyKey() {
        return carriers((carrier, call) -> call.method().getName().equals("carry")
                ? call.on(carrier, anotherId((Command) call.arguments()[0]))
                : call.on(carrier, call.arguments()));
    }

    /** Whatever has no answer is sent again. */
    static BeanFactoryPostProcessor blindRetry() {
        return carriers((carrier, call) -> call.method().getName().equals("isRepeatable")
                ? true
                : call.on(carrier, call.arguments()));
    }

    /** What comes back is taken for news. */
    static BeanFactoryPostProcessor noEchoCheck() {
        return beans -> ((BeanDefinitionRegistry) beans).removeBeanDefinition("echo");
    }

    private static Command anotherId(Command command) {
        var parts = Command.class.getRecordComponents();
        try {
            var values = new Object[parts.length];
            for (int n = 0; n < parts.length; n++) {
                values[n] = parts[n].getName().equals("id")
                        ? UUID.randomUUID()
                        : parts[n].getAccessor().invoke(command);
            }
            return (Command) Command.class.getConstructors()[0].newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BeanFactoryPostProcessor carriers(Answering answering) {
        return beans -> beans.addBeanPostProcessor(changing(Carrier.class, carrier -> (Carrier) Proxy.newProxyInstance(
                Carrier.class.getClassLoader(), new Class<?>[]{Carrier.class},
                (self, method, arguments) -> answering.answer(carrier, Call.of(method, arguments)))));
    }

    private static <T> BeanPostProcessor changing(Class<T> type, UnaryOperator<T> change) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return type.isInstance(bean) ? change.apply(type.cast(bean)) : bean;
            }
        };
    }

    /** What a changed carrier answers. */
    private interface Answering {

        @Nullable
        Object answer(Carrier carrier, Call call) throws Throwable;
    }

    private record Call(Method method, Object[] arguments) {

        static Call of(Method method, Object @Nullable [] arguments) {
            return new Call(method, arguments == null ? new Object[0] : Arrays.copyOf(arguments, arguments.length));
        }

        @Nullable
        Object on(Object target, Object... others) throws Throwable {
            try {
                return method.invoke(target, others);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }
    }
}
