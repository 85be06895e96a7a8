package org.throughline.rest;

import java.util.List;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** The operations that are offered, by place and name. */
record Operations(List<Operation> offered) {
    Operations {
        offered = List.copyOf(offered);
    }

    /**
     * Runs the operation of this name.
     *
     * @param type the type of the place; empty at the base
     * @throws Failed with {@link Failure.NotFound} when it is not offered there, {@link Failure.MethodNotAllowed} when
     *     it changes something and the method is GET
     */
    Reply run(Call call, Operation.Level level, String type, String name) {
        Operation operation = offered.stream()
                .filter(each -> each.name().equals(name) && each.isOfferedAt(level, type))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no operation " + name + " here.")));
        boolean posted = call.method().equals("POST");
        if (!posted && (operation.changes() || !call.method().equals("GET"))) {
            throw new Failed(new Failure.MethodNotAllowed(
                    name + " is called by POST" + (operation.changes() ? "." : " or GET.")));
        }
        return operation.run().apply(call);
    }
}
