package org.throughline.network.outside;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The SMART configuration of {@link FarServer}. */
final class SmartServlet extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.getWriter()
                .write(("{'token_endpoint':'http://" + request.getHeader("Host") + "/token',"
                                + "'token_endpoint_auth_methods_supported':['private_key_jwt'],"
                                + "'token_endpoint_auth_signing_alg_values_supported':['RS384'],"
                                + "'grant_types_supported':['client_credentials'],"
                                + "'scopes_supported':['system/*.read'],"
                                + "'capabilities':['client-confidential-asymmetric','permission-v1']}")
                        .replace('\'', '"'));
    }
}
