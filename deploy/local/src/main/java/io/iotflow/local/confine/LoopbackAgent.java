package io.iotflow.local.confine;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Java agent that binds every server socket of its JVM to one address of loopback, its argument. IoTDB 2.0.1 listens on all interfaces whatever its
 * addresses are set to ({@code AbstractThriftServiceThread} makes an {@code InetSocketAddress} of the port alone).
 */
public final class LoopbackAgent {

    private static final ClassDesc SOCKET_ADDRESS = ClassDesc.of("java.net.InetSocketAddress");
    private static final ClassDesc INET_ADDRESS = ClassDesc.of("java.net.InetAddress");
    private static final ClassDesc ENDPOINT_TYPE = ClassDesc.of("java.net.SocketAddress");

    /** Where sockets are bound: the blocking ones of Thrift and the channels of Ratis. */
    private static final Set<String> BINDERS = Set.of("java/net/ServerSocket", "sun/nio/ch/ServerSocketChannelImpl");

    private static final int ENDPOINT = 1;
    private static final String USUAL = "127.0.0.1";

    private LoopbackAgent() {}

    /** Called by the JVM before the program's own main. */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation)
            throws UnmodifiableClassException, IOException {
        String address = arguments == null || arguments.isEmpty() ? USUAL : arguments;
        instrumentation.addTransformer(new ServerSocketTransformer(address), true);
        instrumentation.retransformClasses(ServerSocket.class);
        try (ServerSocketChannel channel = ServerSocketChannel.open()) {
            instrumentation.retransformClasses(channel.getClass());
        }
    }

    private record ServerSocketTransformer(String address) implements ClassFileTransformer {
        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                String className,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] original) {
            if (!BINDERS.contains(className)) {
                return null;
            }
            ClassFile classFile = ClassFile.of();
            ClassTransform transform =
                    ClassTransform.transformingMethodBodies(LoopbackAgent::isBind, new ToLoopback(address));
            return classFile.transformClass(classFile.parse(original), transform);
        }
    }

    private static boolean isBind(MethodModel method) {
        MethodTypeDesc type = method.methodTypeSymbol();
        return method.methodName().equalsString("bind")
                && type.parameterList().equals(List.of(ENDPOINT_TYPE, ConstantDescs.CD_int));
    }

    /** {@code if (endpoint instanceof InetSocketAddress) endpoint = new InetSocketAddress(address, its port)}. */
    private record ToLoopback(String address) implements CodeTransform {
        @Override
        public void atStart(CodeBuilder code) {
            code.aload(ENDPOINT)
                    .instanceOf(SOCKET_ADDRESS)
                    .ifThen(then -> then.new_(SOCKET_ADDRESS)
                            .dup()
                            .loadConstant(address)
                            .invokestatic(
                                    INET_ADDRESS, "getByName", MethodTypeDesc.of(INET_ADDRESS, ConstantDescs.CD_String))
                            .aload(ENDPOINT)
                            .checkcast(SOCKET_ADDRESS)
                            .invokevirtual(SOCKET_ADDRESS, "getPort", MethodTypeDesc.of(ConstantDescs.CD_int))
                            .invokespecial(
                                    SOCKET_ADDRESS,
                                    ConstantDescs.INIT_NAME,
                                    MethodTypeDesc.of(ConstantDescs.CD_void, INET_ADDRESS, ConstantDescs.CD_int))
                            .astore(ENDPOINT));
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
        }
    }
}
