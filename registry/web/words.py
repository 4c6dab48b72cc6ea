"""Words for what HTTP itself refuses: a title, then what happened and what to do."""

from typing import NamedTuple


class Words(NamedTuple):
    """A short title, and two sentences below it."""

    title: str
    detail: str


FAILURE = Words(
    "No se guardó ningún cambio",
    "Ocurrió una falla en el servicio. Inténtelo otra vez; si se repite, indique el código de esta respuesta.",
)
FORGERY = Words(
    "No pudimos comprobar el origen de la solicitud",
    "Envíe en la cabecera X-CSRFToken el valor que llevan los formularios de su sesión, o use una clave de acceso.",
)
WORDS: dict[int, Words] = {
    400: Words("No pudimos leer lo que envió", "La solicitud llegó incompleta o mal formada. Revísela y envíela."),
    401: Words("Falta ingresar", "Su sesión terminó o no ingresó. Ingrese con su cuenta e inténtelo otra vez."),
    403: Words("Su cuenta no puede hacer esto", "Esta acción corresponde a otro cargo. Pídala a su jefatura."),
    404: Words("No encontrado", "No encontramos esta página o usted no tiene acceso. Revise la dirección."),
    405: Words("Esta dirección no admite ese método", "Use uno de los métodos que indica la cabecera Allow."),
    406: Words("No hay respuesta en ese formato", "Pida uno de los formatos que esta dirección ofrece."),
    409: Words("El registro no lo admite ahora", "No se guardó ningún cambio. Abra otra vez el registro y revíselo."),
    412: Words("El registro cambió", "Otra persona lo guardó después de su lectura. Léalo otra vez."),
    413: Words("Lo enviado es demasiado grande", "No se guardó ningún cambio. Envíe un archivo más pequeño."),
    415: Words("No aceptamos ese formato", "Envíe el formato que se pide y declárelo en Content-Type."),
    422: Words("Hay datos por corregir", "No se guardó ningún cambio. Corrija los campos señalados y envíe otra vez."),
    428: Words("Falta decir qué versión leyó", "Envíe en If-Match la etiqueta ETag que recibió al leer el registro."),
    429: Words("Hubo demasiados intentos", "Espere unos minutos e inténtelo otra vez."),
    500: FAILURE,
    503: Words("El servicio no está listo", "Una de sus partes no responde. Inténtelo en unos minutos."),
}


#: What refusals that are not the registry's own are called in a problem's type.
OWN_CODES: dict[str, Words] = {"csrf": FORGERY, "failure": FAILURE} | {
    f"http_{status}": words for status, words in WORDS.items()
}


def words_for(status: int) -> Words:
    """Words of a status; of its whole class where it has none of its own."""
    return WORDS.get(status) or (FAILURE if status >= 500 else WORDS[400])
