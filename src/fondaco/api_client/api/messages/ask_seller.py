from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.new_conversation import NewConversation
from ...models.problem import Problem
from ...models.written import Written
from typing import cast



def _get_kwargs(
    *,
    body: NewConversation,
    idempotency_key: str,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["Idempotency-Key"] = idempotency_key



    

    

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/conversations",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Problem | Written | None:
    if response.status_code == 201:
        response_201 = Written.from_dict(response.json())



        return response_201

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())



        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())



        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())



        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())



        return response_404

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())



        return response_409

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())



        return response_410

    if response.status_code == 412:
        response_412 = Problem.from_dict(response.json())



        return response_412

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())



        return response_413

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())



        return response_422

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())



        return response_429

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())



        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Problem | Written]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: NewConversation,
    idempotency_key: str,

) -> Response[Problem | Written]:
    """ Ask Seller

     Write to a seller; goes on in the conversation about the same thing if there is one.

    Args:
        idempotency_key (str): Made up by the caller, one for each act: sent again, it is done
            once.
        body (NewConversation): A first message to a seller: about an order of the member's, a
            listing, or neither. With `order_id` or `listing_id` it goes to its seller, and
            `seller_id` need not be sent.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | Written]
     """


    kwargs = _get_kwargs(
        body=body,
idempotency_key=idempotency_key,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    *,
    client: AuthenticatedClient,
    body: NewConversation,
    idempotency_key: str,

) -> Problem | Written | None:
    """ Ask Seller

     Write to a seller; goes on in the conversation about the same thing if there is one.

    Args:
        idempotency_key (str): Made up by the caller, one for each act: sent again, it is done
            once.
        body (NewConversation): A first message to a seller: about an order of the member's, a
            listing, or neither. With `order_id` or `listing_id` it goes to its seller, and
            `seller_id` need not be sent.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | Written
     """


    return sync_detailed(
        client=client,
body=body,
idempotency_key=idempotency_key,

    ).parsed

async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: NewConversation,
    idempotency_key: str,

) -> Response[Problem | Written]:
    """ Ask Seller

     Write to a seller; goes on in the conversation about the same thing if there is one.

    Args:
        idempotency_key (str): Made up by the caller, one for each act: sent again, it is done
            once.
        body (NewConversation): A first message to a seller: about an order of the member's, a
            listing, or neither. With `order_id` or `listing_id` it goes to its seller, and
            `seller_id` need not be sent.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | Written]
     """


    kwargs = _get_kwargs(
        body=body,
idempotency_key=idempotency_key,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    *,
    client: AuthenticatedClient,
    body: NewConversation,
    idempotency_key: str,

) -> Problem | Written | None:
    """ Ask Seller

     Write to a seller; goes on in the conversation about the same thing if there is one.

    Args:
        idempotency_key (str): Made up by the caller, one for each act: sent again, it is done
            once.
        body (NewConversation): A first message to a seller: about an order of the member's, a
            listing, or neither. With `order_id` or `listing_id` it goes to its seller, and
            `seller_id` need not be sent.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | Written
     """


    return (await asyncio_detailed(
        client=client,
body=body,
idempotency_key=idempotency_key,

    )).parsed
