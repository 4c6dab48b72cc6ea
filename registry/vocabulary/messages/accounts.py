"""Words for what an office, an officer's account or a token may be refused for."""

MESSAGES: dict[str, str] = {
    "sign_in_refused": (
        "El usuario o la contraseña no son correctos. Revíselos; tras 5 intentos fallidos deberá esperar unos minutos."
    ),
    "office_code_shape": "El código lleva de 2 a 16 letras mayúsculas, dígitos o guiones. Corríjalo.",
    "office_code_fixed": "El código {code} va en el número de sus documentos y no cambia. Deje el que tiene.",
    "office_code_taken": "Ese código ya es de {office}. Escriba otro.",
    "office_unknown": "No hay una oficina con ese código. Elíjala de la lista.",
    "office_of_outsider": "Quien no pertenece al operador no tiene oficina. Deje ese campo vacío.",
    "email_taken": "Ya hay una cuenta con ese correo. Escriba otro.",
    "scope_not_of_role": "A «{role}» no se le asigna «{kind}». Elija otro cargo u otro alcance.",
    "scope_unknown": "No hay «{kind}» con el código «{key}». Elíjalo de la lista.",
    "region_unknown": "No hay una oficina regional con el código {region}. Elíjala de la lista.",
    "officer_unknown": "No hay una cuenta activa con el usuario «{username}». Revise cómo está escrito.",
    "officer_inactive": "Esta cuenta ya está cerrada. No hace falta hacer nada más.",
    "account_open": "Esta cuenta está abierta. No hace falta hacer nada más.",
    "own_role": "Es su propia cuenta. Pida a otra jefatura que cambie su rol.",
    "own_factor": "Es su propia cuenta. Configure otro teléfono en «Mi cuenta».",
    "own_account": "Es su propia cuenta. Pida a otra jefatura que la cierre.",
    "username_shape": "El usuario lleva de 3 a 60 letras sin tilde, dígitos, puntos o guiones. Corríjalo.",
    "username_taken": "Ya hay una cuenta con ese usuario. Escriba otro.",
    "password_wrong": (
        "La contraseña actual no es correcta. Escríbala otra vez; tras 5 intentos deberá esperar unos minutos."
    ),
    "password_same": "La contraseña nueva es igual a la actual. Escriba otra.",
    "password_length": "La contraseña lleva de {shortest} a {longest} caracteres. Una frase es fácil de recordar.",
    "password_holds_username": "La contraseña contiene el nombre de usuario. Escriba otra.",
    "password_common": (
        "Muchas personas usan esa contraseña, y otros la prueban primero. Escriba una frase que solo usted diría."
    ),
    "password_about_owner": (
        "Quitando su nombre, su oficina y los nombres del servicio casi no queda nada. Escriba una frase propia."
    ),
    "password_too_plain": "La contraseña repite pocos caracteres. Use al menos {signs} distintos.",
    "code_wrong": (
        "El código no es correcto o ya se usó. Espere el siguiente y escríbalo; tras 5 intentos deberá esperar unos "
        "minutos."
    ),
    "code_wrong_at_set_up": (
        "El código no corresponde a esta clave. Revise que la hora del teléfono sea automática y escriba el siguiente."
    ),
    "factor_not_begun": "No hay una clave por configurar. Empiece otra vez.",
    "factor_off": "Su cuenta no tiene segundo factor. Actívelo primero.",
    "factor_required": "Su cargo exige el segundo factor. Puede configurar otro teléfono.",
    "invitation_spent": "Esta invitación ya se usó, se anuló o venció. Pida otra a quien le invitó.",
    "reset_spent": "Este enlace ya se usó o venció. Pida otro en «Olvidé mi contraseña».",
    "role_beyond_reach": "«{role}» alcanza más que su oficina. Pida esa cuenta a quien administra el sistema.",
    "proof_old": (
        "Para firmar debe confirmar que es usted: abra /confirmar-identidad, escriba su contraseña y repita el envío."
    ),
    "link_of_peer": (
        "Sin servidor de correo no se muestra el enlace de quien también administra cuentas. "
        "Pídalo a quien administra el sistema."
    ),
    "token_reads_only": "Esta clave de acceso solo permite consultar. Use otra que permita registrar.",
    "token_days": "Una clave de acceso dura de 1 a {longest} días. Corrija el número.",
    "token_revoked": "Esta clave de acceso ya fue anulada. No hace falta hacer nada más.",
}
